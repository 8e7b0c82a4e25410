/** Counters of this process in the text format of Prometheus; the few that operating it needs. */
export interface Metrics {
  /** A finished GraphQL request: the code of its first error, or OK. */
  request(kind: string, code: string, seconds: number): void;
  render(gauges: Readonly<Record<string, Gauge>>): string;
}

export interface Gauge {
  readonly help: string;
  readonly value: number;
}

export function openMetrics(): Metrics {
  const requests = new Map<string, number>();
  const buckets = bounds.map(() => 0);
  let [sum, count] = [0, 0];
  return {
    request: (kind, code, seconds) => {
      const labels = `type="${kind}",code="${code}"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      for (const [i, bound] of bounds.entries()) {
        if (seconds <= bound) buckets[i] = (buckets[i] ?? 0) + 1;
      }
      sum += seconds;
      count += 1;
    },
    render: (gauges) =>
      [
        ...head('gezel_requests_total', 'counter', 'GraphQL requests by type and error code.'),
        ...[...requests].map(([labels, n]) => `gezel_requests_total{${labels}} ${n}`),
        ...head('gezel_request_seconds', 'histogram', 'Time from request to answer.'),
        ...bounds.map((le, i) => `gezel_request_seconds_bucket{le="${le}"} ${buckets[i]}`),
        `gezel_request_seconds_bucket{le="+Inf"} ${count}`,
        `gezel_request_seconds_sum ${sum}`,
        `gezel_request_seconds_count ${count}`,
        ...Object.entries(gauges).flatMap(([name, { help, value }]) => [
          ...head(name, 'gauge', help),
          `${name} ${value}`,
        ]),
        '',
      ].join('\n'),
  };
}

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const head = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];
