import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Errand, errandsOf, runErrands } from '../../../services/notifier/playbooks';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { IncidentWrite } from '../../../shared/aws/notify/images-of';
import { ask, endAsk } from '../../../shared/aws/playbooks/ask';
import { type Machines, openMachines } from '../../../shared/aws/playbooks/machines';
import { noteState } from '../../../shared/aws/playbooks/note-state';
import { incidentKey, readItem } from '../../../shared/aws/table/table';
import type { Incident } from '../../../shared/domain/incident';
import { tablePerTest } from '../../aws/open-test-table';
import { anIncident } from '../../builders/an-incident';
import { recordOf, writeIncident } from '../../notifier/notifying';
import { security } from '../../sandbox/core/organization-under-test';
import {
  flow,
  type StatesUnderTest,
  statesUnderTest,
} from '../../sandbox/states/states-under-test';

const table = tablePerTest();
const AT = '2026-11-21T20:50:00.000Z';
const subjectKey = 'bucket#arn:aws:s3:::payments';
let states: StatesUnderTest;
let machines: Machines;
let machine: string;
let queue: string;

const waiting = () =>
  flow({
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: queue, 'MessageBody.$': '$$.Task.Token' },
      TimeoutSeconds: 60,
      End: true,
    },
  });

beforeAll(async () => {
  states = await statesUnderTest([{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }]);
  queue = `${states.sandbox.endpoint}/${security}/tokens`;
  await states.deploy(
    JSON.stringify({
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'tokens' } } },
    }),
  );
  machines = openMachines({
    endpoint: states.sandbox.endpoint,
    region: 'us-east-1',
    credentials: states.sandbox.credentials(security),
  });
  machine = await states.machine(waiting());
});
afterAll(() => states.close());

let loaded = 0;
let said: unknown[] = [];
beforeEach(() => {
  loaded = 0;
  said = [];
});

const desk = (deployed = { 'bucket-policy': machine }) => ({
  deployed,
  now: () => new Date(AT),
  machines: async () => {
    loaded += 1;
    return machines;
  },
  noteState: (done: Parameters<typeof noteState>[1]) => noteState(table, done),
  say: (line: object) => said.push(line),
});

const runs = async () => {
  const { executions = [] } = await states.sfn.send(
    new ListExecutionsCommand({ stateMachineArn: machine }),
  );
  return executions.map(({ name }) => name);
};

const tokenOf = async (id: string): Promise<string> => {
  const { Messages = [] } = await receive();
  const [message] = Messages;
  if (!message?.Body) throw new Error(`${id} has sent no token`);
  return message.Body;
};
const receive = async () => {
  const { ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
  return states.sqs().send(new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 5 }));
};

/** The write by which an incident came to what it is now. */
const writeOf = async (id: string, before?: object): Promise<IncidentWrite> => {
  const after = await readItem(table, incidentKey(id));
  const incident = await getIncident(table, id);
  if (!after || !incident) throw new Error(`there is no ${id}`);
  return {
    after: { ...after, ...incidentKey(id) },
    incident,
    ...(before && { before }),
  } as IncidentWrite;
};

test('an incident starts its playbook once, however often its record comes', async () => {
  const write = await writeIncident(table, { id: 'inc-20261121t204953-9f2c41', subjectKey });
  const records = [recordOf(write, 1), recordOf(write, 2)];
  expect(await runErrands(desk(), records)).toEqual({ failed: [] });
  expect(await runErrands(desk(), records)).toEqual({ failed: [] });
  expect(await runs()).toEqual(['inc-20261121t204953-9f2c41']);
  await tokenOf('inc-20261121t204953-9f2c41');
});

test('an answer ends the wait, once, and the token is shown to no reader', async () => {
  const write = await writeIncident(table, { id: 'inc-answered', subjectKey });
  await runErrands(desk(), [recordOf(write)]);
  const token = await tokenOf('inc-answered');
  const until = '2026-11-21T21:50:00.000Z';
  const asking = { question: 'Was it planned?', byDefault: 'It stays.', askedAt: AT, until };
  await ask(table, 'inc-answered', { ...asking, token });
  const asked = await writeOf('inc-answered');
  expect(asked.incident.ask).toEqual(asking);
  expect(JSON.stringify(asked.incident)).not.toContain(token);
  const by = 'arn:aws:iam::111122223333:user/ann';
  await acknowledge(table, 'inc-answered', { as: 'planned', by, at: AT });
  const answered = recordOf(await writeOf('inc-answered', asked.after));
  await runErrands(desk(), [answered]);
  const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:inc-answered`;
  const { status, output } = await states.sfn.send(new DescribeExecutionCommand({ executionArn }));
  expect({ status, output: JSON.parse(String(output)) }).toEqual({
    status: 'SUCCEEDED',
    output: { answer: 'planned', by },
  });
  // Once more: no one waits any longer, and that is said once.
  await runErrands(desk(), [answered, answered]);
  const { timeline } = (await getIncident(table, 'inc-answered')) as Incident;
  expect(timeline.filter(({ text }) => text.includes('stopped waiting'))).toHaveLength(1);
});

test('an answer given before the question is handed on with the question', () => {
  const incident = anIncident({
    subjectKey,
    acknowledged: true,
    acknowledgement: { as: 'handled', by: 'ann', at: AT },
  });
  const before = { ...incident };
  const after = { ...incident, ask: { token: 't', question: 'q' } };
  const of = (write: object) =>
    errandsOf({ incident, ...write } as IncidentWrite, { 'bucket-policy': 'arn' });
  const kinds = (errands: readonly Errand[]) => errands.map(({ kind }) => kind);
  expect(kinds(of({ before, after }))).toEqual(['answer']);
  expect(kinds(of({ before: after, after }))).toEqual([]);
  expect(kinds(of({ before, after: { ...after, ask: { ...after.ask, ended: {} } } }))).toEqual([]);
  expect(kinds(of({ after }))).toEqual(['start', 'answer']);
});

test('other subjects, refused calls and playbooks that are not deployed load nothing', async () => {
  const some = [
    await writeIncident(table, { id: 'inc-trail' }),
    await writeIncident(table, { id: 'inc-attempted', subjectKey, state: 'attempted' }),
    await writeIncident(table, {
      id: 'inc-block',
      subjectKey: 'bucket#arn:aws:s3::111122223333:account',
    }),
    await writeIncident(table, {
      id: 'inc-machine',
      subjectKey: 'instance#arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
    }),
  ];
  expect(
    await runErrands(
      desk(),
      some.map((write, index) => recordOf(write, index)),
    ),
  ).toEqual({
    failed: [],
  });
  expect(loaded).toBe(0);
});

test('a machine that takes nothing has the record come again, and is said', async () => {
  const write = await writeIncident(table, { id: 'inc-gone', subjectKey });
  const gone = { 'bucket-policy': `${machine}-gone` };
  const record = recordOf(write);
  const { failed, error } = await runErrands(desk(gone), [record]);
  expect(failed).toEqual([record]);
  expect(error).toMatchObject({ name: 'StateMachineDoesNotExist' });
  expect(said).toMatchObject([{ kind: 'playbook', errand: 'start', ended: 'again' }]);
});

test('a state is one line on the timeline however often it is done, and a question ends once', async () => {
  await writeIncident(table, { id: 'inc-states', subjectKey });
  const entry = { at: AT, kind: 'noticed', text: 'gathered' } as const;
  const done = { incidentId: 'inc-states', state: 'Gather', entry };
  expect(await noteState(table, done)).toBe(true);
  expect(await noteState(table, done)).toBe(true);
  expect(await noteState(table, { ...done, incidentId: 'inc-none' })).toBe(false);
  const asking = { question: 'q', byDefault: 'd', askedAt: AT, until: AT };
  await ask(table, 'inc-states', { ...asking, token: 'one' });
  await ask(table, 'inc-states', { ...asking, askedAt: '2027', token: 'two' });
  expect(await readItem(table, incidentKey('inc-states'))).toMatchObject({
    ask: { askedAt: AT, token: 'two' },
    news: 'yes',
  });
  const ended = { at: AT, as: 'unanswered', text: 'it stays' } as const;
  const end = { state: 'Answer', entry: { ...entry, text: 'unanswered' }, ended };
  await endAsk(table, 'inc-states', end);
  await endAsk(table, 'inc-states', { ...end, ended: { ...ended, as: 'planned' } });
  const incident = await getIncident(table, 'inc-states');
  expect(incident?.ask).toEqual({ ...asking, ended });
  const texts = incident?.timeline.map(({ text }) => text) ?? [];
  expect(texts.filter((text) => text === 'gathered')).toHaveLength(1);
  expect(texts.filter((text) => text.startsWith('asked, until'))).toHaveLength(1);
});
