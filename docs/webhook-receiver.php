<?php // Penerima Tayang untuk portal PHP 8; protokolnya dalam webhook.md. Isi keempat variabel lingkungan TAYANG_… dan kedua daftar.
[$secret, $data, $public, $url] = array_map(fn($name) => (string) getenv("TAYANG_$name"), ['SECRET', 'DATA', 'PUBLIC', 'URL']);
const SECTIONS = ['berita' => 'Berita', 'pengumuman' => 'Pengumuman'];
const TYPES = ['image/jpeg' => 'jpg', 'image/png' => 'png', 'image/webp' => 'webp', 'application/pdf' => 'pdf', 'text/csv' => 'csv'];
function say(int $status, array $says): never { http_response_code($status); header('Content-Type: application/json'); exit(json_encode($says)); }
function refuse(int $status, string $error): never { say($status, ['ok' => false, 'error' => $error]); }
function esc(?string $text): string { return htmlspecialchars((string) $text, ENT_QUOTES, 'UTF-8'); }
function store(string $file, string $content): void { // utuh, atau tidak sama sekali
    is_dir(dirname($file)) || mkdir(dirname($file), 0755, true);
    @file_put_contents("$file.tmp", $content) === strlen($content) && rename("$file.tmp", $file) || refuse(507, 'disk_full'); }
function html(array $p): string { // ganti dengan templat portal
    $cover = $p['cover'] ? '<figure><img src="' . esc($p['cover']['url']) . '" alt="' . esc($p['cover']['alt']) . '"></figure>' : '';
    return '<!doctype html><html lang="' . esc($p['language']) . '"><meta charset="utf-8"><title>' . esc($p['title']) . '</title><h1>' . esc($p['title']) . "</h1>$cover<main>{$p['html']}</main></html>"; }
[$body, $time, $given] = [file_get_contents('php://input'), $_SERVER['HTTP_X_TAYANG_TIMESTAMP'] ?? '', $_SERVER['HTTP_X_TAYANG_SIGNATURE'] ?? ''];
strlen($secret) >= 32 || refuse(500, 'settings'); // tanpa rahasia, siapa pun dapat menandatangani
hash_equals('sha256=' . hash_hmac('sha256', "$time.$body", $secret), $given) || refuse(401, 'signature');
ctype_digit($time) && abs(time() - (int) $time) <= 300 || refuse(401, 'timestamp');
$ask = json_decode($body, true); $request = $ask['request'] ?? ''; $op = $ask['op'] ?? ''; $id = strtolower($ask['id'] ?? $ask['key'] ?? $ask['page']['key'] ?? '0');
preg_match('/^[0-9a-f]{32}$/D', $request) && $request === ($_SERVER['HTTP_IDEMPOTENCY_KEY'] ?? '') && preg_match('/^[a-z0-9-]{1,32}$/D', $id) || refuse(400, 'request');
is_dir("$data/requests") || mkdir("$data/requests", 0700, true); flock($lock = fopen("$data/lock", 'c'), LOCK_EX); // satu demi satu
if (is_file($done = "$data/requests/$request")) say(200, json_decode(file_get_contents($done), true)); // sudah dikerjakan: jawaban yang sama
foreach (glob("$data/requests/*") as $old) if (filemtime($old) < time() - 3600) unlink($old);
$page = is_file("$data/pages/$id.json") ? json_decode(file_get_contents("$data/pages/$id.json"), true) : null; $state = $page['state'] ?? '';
$page || in_array($op, ['check', 'sections', 'find', 'draft']) || refuse(404, 'not_found');
if ($op === 'attach') {
    $says = ['url' => $ask['medium']['url'] ?? "$url/media/{$ask['medium']['sha256']}." . (TYPES[$ask['medium']['mime']] ?? refuse(415, 'medium_refused'))];
    $bytes = base64_decode($ask['medium']['data'] ?? '', true); isset($ask['medium']['url']) || hash('sha256', $bytes) === $ask['medium']['sha256'] || refuse(400, 'medium_changed');
    isset($ask['medium']['url']) || store("$public/media/" . basename($says['url']), $bytes);
} elseif (in_array($op, ['draft', 'publish', 'correct', 'withdraw'])) {
    if ($state === 'withdrawn' && in_array($op, ['publish', 'correct'])) refuse(409, 'withdrawn');
    if ($state === 'draft' && in_array($op, ['correct', 'withdraw'])) refuse(409, 'not_published');
    if ($op === 'withdraw') $page = ['state' => 'withdrawn', 'cover' => null, 'html' => '<p>' . esc($ask['note']) . '</p>' . ($ask['target_url'] ? '<p><a href="' . esc($ask['target_url']) . '">' . esc($ask['target_url']) . '</a></p>' : '')] + $page;
    elseif ($op !== 'draft' || in_array($state, ['', 'draft'])) { isset(SECTIONS[$ask['page']['section']]) || refuse(422, 'section_unknown');
        $slug = trim(substr(preg_replace('/[^a-z0-9]+/', '-', strtolower($ask['page']['title'])), 0, 60), '-'); // alamat tetap sejak awal
        $page = ['id' => $id, 'url' => $page['url'] ?? "$url/$slug-$id.html", 'state' => $op === 'draft' ? 'draft' : 'published'] + $ask['page']; }
    if ($op !== 'draft') store("$public/" . basename($page['url']), html($page)); // halaman dahulu, catatannya kemudian
    store("$data/pages/$id.json", json_encode($page)); $says = ['page' => $page];
} else $says = match ($op) { 'check' => [], 'find' => ['page' => $page], 'read' => ['html' => $page['html']], default => refuse(400, 'request'),
    'sections' => ['sections' => array_map(fn($key, $name) => ['key' => $key, 'name' => $name], array_keys(SECTIONS), SECTIONS)] };
store($done, json_encode(['ok' => true] + $says)); say(200, ['ok' => true] + $says);
