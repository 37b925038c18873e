<?php
// A must-use plugin that misbehaves as switches.json (beside this file) says: what real hosts and plugins do to the REST API.
add_filter( 'pre_http_request', function () { return new WP_Error( 'offline', 'No traffic leaves this machine.' ); } );
add_filter( 'automatic_updater_disabled', '__return_true' );

function tayang_switches() {
	$text = is_file( __DIR__ . '/switches.json' ) ? file_get_contents( __DIR__ . '/switches.json' ) : '';
	return json_decode( $text, true ) ?: array();
}

$tayang = tayang_switches();

if ( ! empty( $tayang['strip_authorization'] ) ) {  // Apache with CGI, or a firewall plugin
	unset( $_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'], $_SERVER['HTTP_AUTHORIZATION'] );
}
if ( ! empty( $tayang['passwords_off'] ) ) {  // Wordfence and others
	add_filter( 'wp_is_application_passwords_available', '__return_false' );
}
if ( ! empty( $tayang['xmlrpc_off'] ) ) {
	add_filter( 'xmlrpc_enabled', '__return_false' );
}
if ( ! empty( $tayang['rest_off'] ) ) {  // "Disable REST API" plugins
	add_filter( 'rest_authentication_errors', function () {
		return new WP_Error( 'rest_disabled', 'The REST API is switched off.', array( 'status' => 401 ) );
	}, 999 );
}
if ( ! empty( $tayang['rest_html'] ) && false !== strpos( $_SERVER['REQUEST_URI'], '/wp-json' ) ) {  // a firewall's page
	status_header( (int) $tayang['rest_html'] );
	header( 'Content-Type: text/html' );
	exit( '<!doctype html><title>Blocked</title><h1>Blocked</h1>' );
}
if ( ! empty( $tayang['maintenance'] ) ) {
	status_header( 503 );
	header( 'Retry-After: 600' );
	exit( 'Briefly unavailable for scheduled maintenance.' );
}
if ( ! empty( $tayang['redirect'] ) ) {  // to https, or to the name with www
	status_header( 301 );
	header( 'Location: ' . $tayang['redirect'] . $_SERVER['REQUEST_URI'] );
	exit;
}
if ( ! empty( $tayang['only_photos'] ) ) {
	add_filter( 'upload_mimes', function () { return array( 'jpg|jpeg' => 'image/jpeg' ); } );
}
if ( ! empty( $tayang['too_large'] ) && 'POST' === $_SERVER['REQUEST_METHOD'] && false !== strpos( $_SERVER['REQUEST_URI'], '/media' ) ) {
	status_header( 413 );  // nginx's client_max_body_size
	exit( '<h1>413 Request Entity Too Large</h1>' );
}
if ( ! empty( $tayang['search_off'] ) ) {  // search plugins with an index of their own
	add_filter( 'posts_search', function ( $sql ) { return $sql ? ' AND 1=0 ' : $sql; }, 999 );
}
if ( ! empty( $tayang['strip_comments'] ) ) {  // plugins that clean what is saved
	add_filter( 'content_save_pre', function ( $html ) { return preg_replace( '/<!--.*?-->/s', '', $html ); }, 999 );
}
if ( ! empty( $tayang['strip_images'] ) ) {
	add_filter( 'content_save_pre', function ( $html ) { return preg_replace( '/<img[^>]*>/', '', $html ); }, 999 );
}

// --- troubles at the moment of a change: {"trouble": {"on": "post", "at": "after", "do": "error", "times": 1, "seconds": 2}}

function tayang_trouble( $on, $at ) {
	$switches = tayang_switches();
	$trouble  = $switches['trouble'] ?? null;
	if ( ! $trouble || $trouble['times'] < 1 || $trouble['at'] !== $at || ! in_array( $trouble['on'], array( $on, 'any' ), true ) ) {
		return;
	}
	--$switches['trouble']['times'];
	file_put_contents( __DIR__ . '/switches.json', wp_json_encode( $switches ) );
	switch ( $trouble['do'] ) {
		case 'sleep':
			usleep( (int) ( 1000000 * $trouble['seconds'] ) );
			return;
		case 'wait':  // until the test lets go, by any other switch
			for ( $i = 0; $i < 400 && isset( tayang_switches()['trouble'] ); $i++ ) {
				usleep( 50000 );
			}
			return;
		case 'die':  // the whole server, as when the machine loses its power
			posix_kill( 0, SIGKILL );
			return;
		case 'cut':  // the answer is lost half-way
			header( 'Content-Length: 5000' );
			echo '{"id":';
			flush();
			exit;
		default:
			status_header( 500 );
			exit( '<p>There has been a critical error on this website.</p>' );
	}
}

function tayang_kind( $route, $method ) {
	if ( 'GET' === $method || ! preg_match( '#^/wp/v2/(posts|media|tags|categories)(/\d+)?#', $route, $found ) ) {
		return '';
	}
	$names = array( 'posts' => 'post', 'media' => 'medium', 'tags' => 'term', 'categories' => 'term' );
	return $names[ $found[1] ];
}

add_filter( 'rest_request_before_callbacks', function ( $response, $handler, $request ) {
	$kind = tayang_kind( $request->get_route(), $request->get_method() );
	if ( $kind ) {
		tayang_trouble( $kind, 'before' );
	}
	return $response;
}, 10, 3 );

// Between the row and what follows it: featured image, terms, alt text, thumbnails.
add_action( 'wp_insert_post', function ( $id, $post, $update ) {
	if ( 'post' === $post->post_type && ! $update ) {
		tayang_trouble( 'post', 'inside' );
	}
}, 10, 3 );
add_action( 'add_attachment', function () { tayang_trouble( 'medium', 'inside' ); } );

add_filter( 'rest_request_after_callbacks', function ( $response, $handler, $request ) {
	$kind = tayang_kind( $request->get_route(), $request->get_method() );
	if ( $kind && ! is_wp_error( $response ) ) {
		tayang_trouble( $kind, 'after' );
	}
	return $response;
}, 10, 3 );
