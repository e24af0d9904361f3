"""Panes and controls; each draws and tells, and knows no service."""
