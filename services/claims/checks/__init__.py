"""What takes a reading back, or brings it back: mood, illness, sport, arrests, flight, and the judgement."""
