"""The stand-in portal: a real HTTP server on loopback that serves made-up cases."""
