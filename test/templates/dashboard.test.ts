import { beforeAll, expect, test } from '@jest/globals';
import { packageService } from '../../services/cli/local/package-service';
import { property, resourcesOfType, type Template } from '../../services/cli/local/template';
import { metricNames } from '../../shared/watch/metrics/metrics';

/** A metric as a widget names it: namespace, name, dimensions, and how it is drawn. */
type Drawn = readonly (string | Readonly<Record<string, unknown>>)[];

interface Widget {
  readonly type: 'alarm' | 'metric' | 'text';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly region?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly Drawn[];
    readonly stat?: string;
    readonly period?: number;
  };
}

let template: Template;
let widgets: readonly Widget[];
let drawn: readonly Drawn[];
beforeAll(async () => {
  ({ template } = await packageService());
  const { 'Fn::Sub': body } = property<{ readonly 'Fn::Sub': string }>(
    template,
    'Dashboard',
    'DashboardBody',
  );
  ({ widgets } = JSON.parse(body) as { readonly widgets: readonly Widget[] });
  drawn = widgets.flatMap(({ properties }) => properties.metrics ?? []);
});

/** The resources that the `Fn::Sub` of a text names. */
const resourcesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{(\w+)(?:\.\w+)?\}/g)].map(([, id = '']) => id);

test('the dashboard draws exactly the metrics that are emitted', () => {
  const names = drawn.filter(([space]) => space === 'Trailwarden').map(([, name]) => name);
  expect([...new Set(names)].sort()).toEqual([...metricNames].sort());
});

test('every alarm that each deployment has is on the dashboard, once', () => {
  const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
  const inAccount = ['Partition', 'cloudwatch', 'Region', 'AccountId', 'alarm']
    .map((part) => (/^[A-Z]/.test(part) ? `\${AWS::${part}}` : part))
    .join(':');
  const alarms = resourcesOfType(template, 'AWS::CloudWatch::Alarm')
    .filter(([, { Condition }]) => Condition === undefined)
    .map(([, { Properties }]) => `arn:${inAccount}:${Properties.AlarmName}`);
  expect([...shown].sort()).toEqual([...alarms].sort());
});

test('metrics of AWS are those of our own queues and functions', () => {
  const foreign = drawn.filter(([space]) => space !== 'Trailwarden');
  expect(foreign.length).toBeGreaterThan(3);
  const types = foreign.map(([space, , dimension, value]) => [
    space,
    dimension,
    resourcesIn(String(value)).map((id) => template.Resources[id]?.Type),
  ]);
  expect(types.filter(([space]) => space === 'AWS/SQS')).toEqual(
    Array(3).fill(['AWS/SQS', 'QueueName', ['AWS::SQS::Queue']]),
  );
  expect(types.filter(([space]) => space === 'AWS/Lambda')).toEqual(
    Array(3).fill(['AWS/Lambda', 'FunctionName', ['AWS::Lambda::Function']]),
  );
});

test('every graph knows its Region, its period and the statistic of each line', () => {
  for (const { type, properties } of widgets.filter(({ type }) => type === 'metric')) {
    expect([type, properties.region]).toEqual(['metric', expect.stringMatching(/AWS::Region/)]);
    expect((properties.period ?? 0) % 60).toBe(0);
    for (const metric of properties.metrics ?? []) {
      const last = metric.at(-1);
      const own = typeof last === 'object' ? last.stat : undefined;
      expect([metric, own ?? properties.stat]).toEqual([metric, expect.any(String)]);
    }
  }
});

test('the widgets fill a grid of 24 columns, and the first says what to look at', () => {
  const cells = widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, cell) => {
      const column = x + (cell % width);
      return `${column} ${y + Math.floor(cell / width)}${column < 24 ? '' : ' outside'}`;
    }),
  );
  expect(cells.filter((cell) => cell.endsWith('outside'))).toEqual([]);
  expect(new Set(cells).size).toBe(cells.length);
  expect(widgets[0]).toMatchObject({ type: 'text', x: 0, y: 0 });
  expect(widgets[0]?.properties.markdown).toContain('Is an alarm red?');
});
