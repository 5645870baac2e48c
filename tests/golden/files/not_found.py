<!DOCTYPE html>
<html lang="en">
<head><title>404 Not Found</title></head>
<body>
<h1>Not Found</h1>
<p>The requested file setup.py was not found on this server.</p>
<hr>
<address>Apache/2.4.41 (Ubuntu) Server at example.org Port 80</address>
</body>
</html>
