<?php
// A body, read from standard input, as PHP programs write it down: `php forms.php FORM`.

$body = file_get_contents('php://stdin');
$object = json_decode($body);
$array = json_decode($body, true);

echo match ($argv[1]) {
    'json_encode' => json_encode($object),
    'array' => json_encode($array),
    'unescaped-slashes' => json_encode($object, JSON_UNESCAPED_SLASHES),
    'unescaped-unicode' => json_encode($object, JSON_UNESCAPED_UNICODE),
    'unescaped' => json_encode($object, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
    'pretty' => json_encode($object, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
    'symfony' => json_encode($object, JSON_HEX_TAG | JSON_HEX_APOS | JSON_HEX_AMP | JSON_HEX_QUOT),
    'pretty-escaped' => json_encode($object, JSON_PRETTY_PRINT),
    'utf8_encode' => @utf8_encode($body),
    'utf8_decode' => @utf8_decode($body),
    'urlencode' => 'payload=' . urlencode($body),
    'urldecode' => urldecode($body),
    'htmlspecialchars' => htmlspecialchars($body),
    'addslashes' => addslashes($body),
    'base64_encode' => base64_encode($body),
};
