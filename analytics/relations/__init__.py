"""Relations: who acts on whom, by cues of cooperation and conflict."""
