"""The alert rules as a resource of the Prometheus operator: `make k8s-alerts` writes it from k8s/monitoring/alerts.yaml."""

from __future__ import annotations

from pathlib import Path

MONITORING = Path(__file__).parents[2] / "k8s" / "monitoring"
RULES = MONITORING / "alerts.yaml"
RESOURCE = MONITORING / "prometheus-rule.yaml"
HEAD = """# Written by `make k8s-alerts` from alerts.yaml. Change that one.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: rasd
  labels:
    app.kubernetes.io/part-of: rasd
spec:
"""


def resource(rules: str) -> str:
    """The resource that holds these rules."""
    kept = [line for line in rules.splitlines() if not line.startswith("#")]
    return HEAD + "".join(f"  {line}\n" if line else "\n" for line in kept)


if __name__ == "__main__":
    RESOURCE.write_text(resource(RULES.read_text(encoding="utf-8")), encoding="utf-8")
