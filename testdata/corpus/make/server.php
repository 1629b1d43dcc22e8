<?php
// What `$_SERVER` has of the headers of a request: `php -S 127.0.0.1:PORT server.php`.

header('Content-Type: application/json');
echo json_encode(array_map(
    fn ($name) => [$name, $_SERVER[$name]],
    array_values(array_filter(array_keys($_SERVER), fn ($name) => str_starts_with($name, 'HTTP_X_'))),
), JSON_UNESCAPED_SLASHES);
