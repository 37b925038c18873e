<?php
// Penerima Tayang untuk portal PHP 8; protokolnya dalam webhook.md. Isi keempat variabel lingkungan TAYANG_… dan kedua daftar ini.
const SECTIONS = ['berita' => 'Berita', 'pengumuman' => 'Pengumuman'];
const OPS = '~^(\w{32}) \1 ([\w-]{1,32} (hello -|find -|put [\w-]+\.html|attach media/\w{64}\.(jpg|png|webp|pdf|csv|docx|xlsx))|tayangcek\w+ remove -)$~D';
[$secret, $url, $data, $public] = array_map(fn($name) => (string) getenv("TAYANG_$name"), ['SECRET', 'URL', 'DATA', 'PUBLIC']);

function say(int $status, array $says): never { http_response_code($status); header('Content-Type: application/json'); exit(json_encode(['ok' => $status === 200] + $says)); }
function need(bool $good, int $status, string $error): void { $good || say($status, ['error' => $error]); }
function store(string $file, string $content): void { // utuh, atau tidak sama sekali
    is_dir(dirname($file)) || mkdir(dirname($file), 0755, true);
    need(@file_put_contents("$file.tmp", $content) === strlen($content) && rename("$file.tmp", $file), 507, 'disk_full'); }
function view(array $page): string { // ganti dengan templat portal
    $title = htmlspecialchars($page['title']);
    return "<!doctype html><meta charset=\"utf-8\"><title>$title</title><h1>$title</h1>{$page['figure']}<main>{$page['html']}</main>"; }

[$body, $time, $given] = [file_get_contents('php://input'), $_SERVER['HTTP_X_TAYANG_TIMESTAMP'] ?? '', $_SERVER['HTTP_X_TAYANG_SIGNATURE'] ?? ''];
need(strlen($secret) >= 32 && hash_equals('sha256=' . hash_hmac('sha256', "$time.$body", $secret), $given), 401, 'signature');
need(ctype_digit($time) && abs(time() - (int) $time) <= 300, 401, 'timestamp');
['op' => $op, 'request' => $request, 'key' => $key, 'file' => $file] = $ask = json_decode($body, true) + ['key' => '0', 'file' => '-'];
need(preg_match(OPS, ($_SERVER['HTTP_IDEMPOTENCY_KEY'] ?? '') . " $request $key $op $file") === 1, 400, 'request');
need(flock($lock = fopen("$data/lock", 'c'), LOCK_EX), 507, 'disk_full'); // satu demi satu
$page = is_file($record = "$data/pages/$key.json") ? json_decode(file_get_contents($record), true) : [];
if ($op === 'attach') {
    need(hash('sha256', $content = base64_decode($ask['data'])) === substr($file, 6, 64), 400, 'medium_changed');
    store("$public/$file", $content); say(200, ['url' => "$url/$file"]); }
if ($op === 'remove') { array_map(fn($old) => is_file($old) && unlink($old), ["$public/" . ($page['file'] ?? '-'), $record]); $page = []; } // halaman uji saja
if ($op === 'put') {
    $state = strcmp($request, $page['request'] ?? '') < 0 ? 'replayed' : $page['state'] ?? 'absent';
    need(in_array($state, $state === 'withdrawn' ? [$ask['page']['state']] : $ask['from'], true), 409, $state);
    $page = ['request' => $request] + $ask['page'] + $page + ['file' => $file, 'url' => "$url/$file"];
    $page['state'] === 'draft' || store("$public/{$page['file']}", view($page)); // halaman dahulu, catatannya kemudian
    store($record, json_encode($page)); }
say(200, ['page' => $page ?: null, 'sections' => SECTIONS]);
