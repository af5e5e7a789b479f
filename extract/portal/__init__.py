"""The portal over HTTP: protocol states, session, captcha call-back, pace."""
