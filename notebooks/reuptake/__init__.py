"""Models, data, pictures and interactive explorers of the course "Serotonin reuptake"."""
