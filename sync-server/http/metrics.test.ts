import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

describe('the metrics', () => {
  it('add up counters by their labels', () => {
    const metrics = createMetrics();
    metrics.count('callbook_http_requests_total', { status: '200' });
    metrics.count('callbook_http_requests_total', { status: '200' }, 2);
    metrics.count('plain_total', {});
    expect(metrics.render([])).toBe(
      [
        '# HELP callbook_http_requests_total Requests answered, by route pattern and status.',
        '# TYPE callbook_http_requests_total counter',
        'callbook_http_requests_total{status="200"} 3',
        '# HELP plain_total plain_total',
        '# TYPE plain_total counter',
        'plain_total 1',
        '',
      ].join('\n'),
    );
  });

  it('sort durations into buckets that include the smaller ones', () => {
    const metrics = createMetrics();
    for (const seconds of [0.005, 0.2, 99]) metrics.observe('d', seconds, { route: '/x' });
    const text = metrics.render([]);
    expect(text).toContain('d_bucket{route="/x",le="0.005"} 1\n');
    expect(text).toContain('d_bucket{route="/x",le="0.25"} 2\n');
    expect(text).toContain('d_bucket{route="/x",le="10"} 2\n');
    expect(text).toContain('d_bucket{route="/x",le="+Inf"} 3\n');
    expect(text).toContain('d_sum{route="/x"} 99.205\n');
    expect(text).toContain('d_count{route="/x"} 3\n');
  });

  it('show gauges as they are at this moment, and escape labels', () => {
    expect(createMetrics().render([{ name: 'g', labels: { a: 'x"\\\ny' }, value: 7 }])).toContain(
      'g{a="x\\"\\\\\\ny"} 7\n',
    );
  });
});
