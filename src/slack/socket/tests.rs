//! Real sockets against a scripted Slack.
