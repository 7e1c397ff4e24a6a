"""What must survive: killed processes, full disks, hostile texts."""
