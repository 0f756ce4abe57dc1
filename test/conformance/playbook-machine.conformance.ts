import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../../services/cli/local/until';
import {
  type Engine,
  makeMachine,
  ministackEngine,
  motoEngine,
  type Ran,
  runIn,
  sandboxEngine,
  textOf,
} from './playbook-engines';

// The machine that ships, in the sandbox and in two engines that no one here wrote.

const engines = { sandbox: sandboxEngine, moto: motoEngine, ministack: ministackEngine } as const;
type Name = keyof typeof engines;
const names = Object.keys(engines) as readonly Name[];

let desk: Server;
/** By engine and incident, as they come. */
const tokens = new Map<string, string>();
const running = new Map<Name, { readonly engine: Engine; readonly machineArn: string }>();

beforeAll(async () => {
  desk = createServer(async (request, response) => {
    const { incidentId, token } = JSON.parse(await textOf(request)) as Record<string, string>;
    tokens.set(`${request.url} ${incidentId}`, String(token));
    response.end();
  });
  desk.listen(0, '127.0.0.1');
  await once(desk, 'listening');
  const sink = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`;
  for (const name of names) {
    const engine = await engines[name](`${sink}/${name}`);
    running.set(name, { engine, machineArn: await makeMachine(engine) });
  }
});

afterAll(async () => {
  for (const { engine } of running.values()) await engine.close();
  desk.close();
});

const tokenIn =
  (name: Name) =>
  async (incidentId: string): Promise<string> => {
    const key = `/${name} ${incidentId}`;
    await until(async () => tokens.has(key), { what: `${name} asks`, withinMs: 30_000 });
    return tokens.get(key) ?? '';
  };

async function ranIn(name: Name, story: Parameters<typeof runIn>[2]): Promise<Ran> {
  const { engine, machineArn } = running.get(name) ?? {};
  if (!engine || !machineArn) throw new Error(`${name} is not running`);
  return runIn(engine, machineArn, story, tokenIn(name));
}

const start = ['Gather', 'Judge', 'WhatIsIt'];
const restored = [...start, 'Restore', 'ReadBack', 'Record', 'IsAnswerNeeded', 'Ask'];
const askedFirst = [...start, 'Record', 'IsAnswerNeeded', 'Ask'];

const stories = [
  {
    title: 'restored and unanswered',
    incidentId: 'restored-unanswered',
    path: [...restored, 'NoAnswer', 'Answer', 'WhatThen', 'Keep', 'Report'],
  },
  {
    title: 'restored and planned',
    incidentId: 'restored-planned',
    answer: 'planned',
    path: [...restored, 'Answer', 'WhatThen', 'Apply', 'Report'],
  },
  {
    title: 'asked first, and put back',
    incidentId: 'asked-first-not-me',
    answer: 'not-me',
    path: [...askedFirst, 'Answer', 'WhatThen', 'PutBack', 'Report'],
  },
  {
    title: 'asked first, and handled',
    incidentId: 'asked-first-handled',
    answer: 'handled',
    path: [...askedFirst, 'Answer', 'WhatThen', 'Keep', 'Report'],
  },
  {
    title: 'a state that fails',
    incidentId: 'fails-in-Restore',
    path: [...start, 'Restore', 'Escalate'],
  },
] as const;

test.each(stories)(
  '$title: the same path and the same end in all three',
  async ({ path, ...story }) => {
    const ran = await Promise.all(names.map((name) => ranIn(name, story)));
    expect(ran.map(({ status }) => status)).toEqual(names.map(() => 'SUCCEEDED'));
    for (const one of ran) expect(one.path).toEqual(path);
    const [ours, ...theirs] = ran.map(({ output }) => comparable(output));
    for (const one of theirs) expect(one).toEqual(ours);
  },
);

/** Of an error its name and its words are each engine's own. */
function comparable(output: unknown): unknown {
  const { failed, late, ...rest } = output as Record<string, unknown>;
  return { ...rest, failed: Object.keys(failed ?? {}), late: late !== undefined };
}
