import { beforeAll, expect, test } from '@jest/globals';
import { packageService } from '../../services/cli/local/package-service';
import { resourcesOfType, type Template } from '../../services/cli/local/template';
import { metricNames, NAMESPACE } from '../../shared/watch/metrics/metrics';

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Statistic: string;
  readonly Period: number;
  readonly EvaluationPeriods: unknown;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
  readonly AlarmActions: unknown;
}

let template: Template;
let alarms: readonly Alarm[];
beforeAll(async () => {
  ({ template } = await packageService());
  alarms = resourcesOfType(template, 'AWS::CloudWatch::Alarm').map(
    ([, { Properties }]) => Properties as unknown as Alarm,
  );
});

const named = (name: string): Alarm | undefined =>
  alarms.find(({ AlarmName }) => AlarmName === `trailwarden-${name}`);

test('an alarm exists for everything that silences the warden or needs a person', () => {
  expect(alarms.map(({ AlarmName }) => AlarmName.replace('trailwarden-', '')).sort()).toEqual([
    'bucket-policy-aborted',
    'bucket-policy-errors',
    'bucket-policy-failed',
    'bucket-policy-timed-out',
    'dead-letters',
    'deaf',
    'delivery',
    'escalation',
    'found-by-sweep',
    'heartbeat-silent',
    'instance-login-aborted',
    'instance-login-failed',
    'instance-login-timed-out',
    'investigations-dead-letters',
    'investigator-errors',
    'logins-dead-letters',
    'logins-errors',
    'no-sweep',
    'notice-age',
    'notice-dead',
    'notifier-dead-letters',
    'notifier-errors',
    'old-attempt',
    'old-login',
    'old-signal',
    'place-blind',
    'place-not-enrolled',
    'place-silent',
    'place-unreachable',
    'place-unseen',
    'reported',
    'responder-errors',
    'responder-throttles',
    'restoration-failed',
    'slow-restoration',
    'sweeper-errors',
  ]);
});

test('each alarm says its meaning, its consequence and what to do', () => {
  const unclear = alarms.filter(
    ({ AlarmDescription }) =>
      !/^[A-Z].*[:.] .*(\b(read|look at|check) |trailwarden (status|incidents|plan|notices)|the dashboard).*\.$/i.test(
        AlarmDescription,
      ),
  );
  expect(unclear.map(({ AlarmName }) => AlarmName)).toEqual([]);
  // [D] API_PutMetricAlarm: at most 1,024 characters.
  const longest = Math.max(...alarms.map(({ AlarmDescription }) => AlarmDescription.length));
  expect(longest).toBeLessThanOrEqual(1_024);
});

test('all alarms go to the same topic', () => {
  const actions = {
    'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopicArn' }], { Ref: 'AWS::NoValue' }],
  };
  expect(new Set(alarms.map(({ AlarmActions }) => JSON.stringify(AlarmActions)))).toEqual(
    new Set([JSON.stringify(actions)]),
  );
});

test('each alarm is about a metric that we emit, or one of a resource that we make', () => {
  const ours = alarms.filter(({ Namespace }) => Namespace === NAMESPACE);
  expect(ours.length).toBeGreaterThan(10);
  for (const { MetricName, Dimensions } of ours) {
    expect(metricNames).toContain(MetricName);
    expect(Dimensions).toBeUndefined();
  }
  for (const { Namespace, Dimensions = [] } of alarms.filter((alarm) => !ours.includes(alarm))) {
    expect(Dimensions).toHaveLength(1);
    const [type, name] = ofResource(Dimensions[0]?.Value);
    const service = Namespace.split('/')[1]?.replace(/^States$/, 'StepFunctions');
    expect([`AWS::${service}`, name]).toEqual([
      type.split('::').slice(0, 2).join('::'),
      Dimensions[0]?.Name,
    ]);
  }
});

/** The type of what a dimension names, and the dimension that it has in CloudWatch. */
function ofResource(value: unknown): readonly [string, string] {
  const { Ref, 'Fn::GetAtt': [id = ''] = [] } = value as {
    readonly Ref?: string;
    readonly 'Fn::GetAtt'?: readonly string[];
  };
  const type = template.Resources[Ref ?? id]?.Type ?? 'none';
  return [type, DIMENSIONS[type] ?? 'none'];
}

const DIMENSIONS: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::StepFunctions::StateMachine': 'StateMachineArn',
};

test('metrics of the sweep are judged over the time of two sweeps', () => {
  const perSweep = alarms.filter(({ Period }) => Period === 3_600);
  expect(perSweep.length).toBeGreaterThan(8);
  for (const { EvaluationPeriods } of perSweep) {
    expect(EvaluationPeriods).toEqual({ Ref: 'AlarmAfterHours' });
  }
});

test('missing data is an alarm only for the sweep, the heartbeat and the minute', () => {
  const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
  expect(silent.map(({ AlarmName }) => AlarmName)).toEqual([
    'trailwarden-no-sweep',
    'trailwarden-deaf',
    'trailwarden-place-silent',
  ]);
  for (const name of ['no-sweep', 'deaf']) {
    expect(named(name)).toMatchObject({
      Statistic: 'SampleCount',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    expect(named(name)?.DatapointsToAlarm).toBeUndefined();
  }
});

test('a silent place, or missing numbers, for three minutes in a row is an alarm', () => {
  expect(named('place-silent')).toMatchObject({
    ...{ Statistic: 'Maximum', Period: 60, EvaluationPeriods: 3, Threshold: 0 },
    ...{ ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'breaching' },
  });
  expect(named('place-silent')?.DatapointsToAlarm).toBeUndefined();
});

test('a blind place is an alarm at once; one that is not enrolled or not seen, after two sweeps', () => {
  expect(named('place-blind')?.DatapointsToAlarm).toBe(1);
  for (const name of ['place-not-enrolled', 'place-unreachable', 'place-unseen']) {
    expect(named(name)?.DatapointsToAlarm).toBe(2);
  }
});

/** It waits for AWS by failing, so that its machine does the state again; the machine's runs are watched instead. */
const WAITS_BY_FAILING = 'InstanceLoginLambdaFunction';

test('each function has an alarm of its own for failures, or its machine has', () => {
  const functions = resourcesOfType(template, 'AWS::Lambda::Function')
    .map(([id]) => ({ Ref: id }))
    .filter(({ Ref }) => Ref !== WAITS_BY_FAILING);
  const watched = alarms
    .filter(({ MetricName }) => MetricName === 'Errors')
    .flatMap(({ Dimensions = [] }) => Dimensions.map(({ Value }) => Value));
  expect(watched).toHaveLength(functions.length);
  expect(watched).toEqual(expect.arrayContaining(functions));
});
