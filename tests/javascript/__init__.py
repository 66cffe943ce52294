"""The JavaScript side of the tests: npm packages in a cache outside the clone, scripts run by Node.js."""
