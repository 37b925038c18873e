<?php
// Install WordPress in its empty database and tell the accounts as JSON. Run from the command line, in the document root.
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST']       = $argv[1];
$_SERVER['SERVER_NAME']     = 'localhost';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = '/';

function wp_new_blog_notification() {}  // no mail leaves this machine

require 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

function account( $id, $password ) {
	list( $key ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'Tayang' ) );
	$user        = get_userdata( $id );
	return array( 'user' => $user->user_login, 'password' => $key, 'login' => $password );
}

$installed = wp_install( 'Pemerintah Kabupaten Bumi Lestari', 'kepala', 'kepala@example.test', true, '', 'kata-sandi-kepala' );
foreach ( get_posts( array( 'post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1 ) ) as $sample ) {
	wp_delete_post( $sample->ID, true );
}
update_option( 'permalink_structure', '/%year%/%monthnum%/%postname%/' );
update_option( 'timezone_string', 'Asia/Makassar' );
update_option( 'default_comment_status', 'closed' );
update_option( 'blogdescription', 'Portal resmi informasi publik' );
switch_theme( 'twentytwentythree' );
wp_insert_term( 'Berita Daerah', 'category', array( 'slug' => 'berita' ) );
wp_insert_term( 'Pengumuman', 'category', array( 'slug' => 'pengumuman' ) );

$accounts = array( 'admin' => account( $installed['user_id'], 'kata-sandi-kepala' ) );
foreach ( array( 'editor', 'author', 'contributor' ) as $role ) {
	$id                = wp_insert_user( array( 'user_login' => "bot-$role", 'user_pass' => "kata-sandi-$role", 'user_email' => "$role@example.test", 'role' => $role ) );
	$accounts[ $role ] = account( $id, "kata-sandi-$role" );
}
echo "\nACCOUNTS " . wp_json_encode( $accounts );
