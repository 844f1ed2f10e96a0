// Counters and durations of this process in Prometheus' text format. Labels are patterns and codes, never content.
// Source: https://prometheus.io/docs/instrumenting/exposition_formats/

type Labels = Record<string, string>;

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const HELP: Record<string, string> = {
  callbook_http_requests_total: 'Requests answered, by route pattern and status.',
  callbook_http_request_duration_seconds: 'Time until an answer was ready, by route pattern.',
  callbook_outbox_messages: 'Mails in the outbox, by status.',
  callbook_job_last_run_timestamp_seconds: 'When the last run of a job ended, in any process.',
  callbook_job_last_run_failed: 'Whether that run failed: 1, else 0.',
  callbook_sync_pulled_documents_total: 'Documents given to replicas, by collection.',
  callbook_sync_pushed_rows_total: 'Rows taken from replicas, by collection and outcome.',
};

export interface Metrics {
  /** Adds `by` (default 1) to a counter. */
  count(name: string, labels: Labels, by?: number): void;
  /** Adds one duration in seconds to a histogram. */
  observe(name: string, seconds: number, labels: Labels): void;
  /** Everything as text; `gauges` are values that are read at this moment. */
  render(gauges: readonly { name: string; labels: Labels; value: number }[]): string;
}

interface Histogram {
  counts: number[];
  sum: number;
  count: number;
}

/** Metrics that start at nothing. */
export function createMetrics(): Metrics {
  const counters = new Map<string, Map<string, number>>();
  const histograms = new Map<string, Map<string, Histogram>>();
  return {
    count: (name, labels, by = 1) => {
      const series = seriesOf(counters, name);
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + by);
    },
    observe: (name, seconds, labels) => {
      const series = seriesOf(histograms, name);
      const key = labelText(labels);
      const found = series.get(key) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
      const { counts, sum, count } = found;
      const grown = counts.map((below, at) => below + (seconds <= (BUCKETS[at] ?? 0) ? 1 : 0));
      series.set(key, { counts: grown, sum: sum + seconds, count: count + 1 });
    },
    render: (gauges) => {
      const read = new Map<string, Map<string, number>>();
      for (const { name, labels, value } of gauges) seriesOf(read, name).set(labelText(labels), value);
      return [
        ...[...counters].flatMap(([name, series]) => linesOf(name, 'counter', series)),
        ...[...histograms].flatMap(([name, series]) => histogramLines(name, series)),
        ...[...read].flatMap(([name, series]) => linesOf(name, 'gauge', series)),
        '',
      ].join('\n');
    },
  };
}

function seriesOf<T>(all: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const found = all.get(name) ?? new Map<string, T>();
  all.set(name, found);
  return found;
}

const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`)
    .join(',');

const headOf = (name: string, type: string): string[] => [
  `# HELP ${name} ${HELP[name] ?? name}`,
  `# TYPE ${name} ${type}`,
];

const linesOf = (name: string, type: string, series: Map<string, number>): string[] => [
  ...headOf(name, type),
  ...[...series].map(([labels, value]) => `${name}${labels ? `{${labels}}` : ''} ${value}`),
];

const histogramLines = (name: string, series: Map<string, Histogram>): string[] => [
  ...headOf(name, 'histogram'),
  ...[...series].flatMap(([labels, { counts, sum, count }]) => [
    ...BUCKETS.map((limit, at) => `${name}_bucket{${labels},le="${limit}"} ${counts[at] ?? 0}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${count}`,
  ]),
];
