import { isDeepStrictEqual } from 'node:util';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { EvidenceItem } from '../../../shared/domain/custody';
import type { Incident } from '../../../shared/domain/incident';
import { exemptFor } from './exempt-for';
import { incidentsIn, type Local, tableOf } from './local';
import { logIn, type MachineLogin } from './machine-logins';
import { makeShopMachine } from './shop-machine';
import { until } from './until';

/** What a bystander with keys of the account's administrator saw. */
export interface LoginDrill {
  readonly login: string;
  readonly incidents: number;
  readonly decided: string;
  /** To whether the login was planned. */
  readonly answer: string;
  /** The items in custody, each read again and as it was when it was taken. */
  readonly evidence: readonly Pick<EvidenceItem, 'kind' | 'sha256' | 'size'>[];
  /** What the incident says of research and examination. */
  readonly findings: readonly string[];
  readonly machine: 'untouched' | 'released by the answer' | 'released by the command';
  /** Is everything as it was before the login? */
  readonly isAsBefore: boolean;
  readonly isAsMeant: boolean;
  readonly incident: Incident;
}

/** Gives a command of Trailwarden as the security account does; what it printed. Rejects when it fails. */
export type Command = (...words: readonly string[]) => Promise<string>;

/** Logs in on a machine of one account, plays its people, and follows the playbook to its end. Rejects when it never ends. */
export async function drillLogin(
  local: Local,
  login: MachineLogin,
  accountId: string,
  command: Command,
): Promise<LoginDrill> {
  const name = `shop-${login.id.replace(/[^a-z]+/g, '-')}`.slice(0, 40);
  const machine = await makeShopMachine(local, accountId, { name, tags: login.tags ?? {} });
  const before = await machine.state();
  const subjectKey = `instance#${machine.arn}`;
  if (login.isExempt) await exemptFor(local, { accountId, subjectKey });
  await logIn(local, login, machine);
  const story = tellerOf(local, subjectKey, login.id);
  let answer = 'not asked';
  if (login.answer) answer = await story.answer(login.answer, 'planned?');
  let wasContained = false;
  if (login.release) {
    await story.asked('released');
    wasContained = !isDeepStrictEqual(await machine.state(), before);
    await story.answer(login.release, 'released');
  }
  const incident = await story.through();
  const isKept = !isDeepStrictEqual(await machine.state(), before);
  if (isKept) await command('release', incident.id, '--yes');
  const evidence = wasContained ? await verified(command, incident.id) : [];
  const incidents = (await incidentsIn(local, { subjectKey })).length;
  const lines = incident.playbook?.lines ?? [];
  const decided = lines[0] ?? '';
  const findings = lines
    .filter((line) => line.startsWith(FOUND))
    .map((line) => line.slice(FOUND.length));
  const isAsBefore = isDeepStrictEqual(await machine.state(), before);
  const isExamined = lines.some((line) => /^Examine.* was examined: [1-9]/.test(line));
  const isWhole = isExamined && NEEDED.every((kind) => evidence.some((one) => one.kind === kind));
  const isContainedAsMeant = login.release ? wasContained && isWhole : !isKept;
  const isDecidedAsMeant = decided.startsWith(login.decided);
  return {
    login: login.id,
    ...{ incidents, decided, answer, evidence, findings, isAsBefore, incident },
    machine: wasContained ? `released by the ${isKept ? 'command' : 'answer'}` : 'untouched',
    isAsMeant: isAsBefore && incidents === 1 && isDecidedAsMeant && isContainedAsMeant,
  };
}

const FOUND = 'Found: ';

/** Memory is not among them: no tool for it is shipped. */
const NEEDED = ['copy', 'examination', 'image', 'snapshot', 'volatile'];

/** Every item is hashed again, and the chain of custody with its seal. */
async function verified(command: Command, id: string): Promise<LoginDrill['evidence']> {
  return JSON.parse(await command('evidence', 'verify', id, '--json')).items;
}

/** The incident of a machine, as its people read and answer it. */
function tellerOf(local: Local, subjectKey: string, what: string) {
  const table = tableOf(local);
  const { world } = local.sandbox;
  const incident = async (): Promise<Incident | undefined> => {
    const [summary] = await incidentsIn(local, { subjectKey });
    return summary && getIncident(table, summary.id);
  };
  const seen = (that: string, isSo: (one: Incident) => boolean) =>
    until(
      async () => {
        const one = await incident();
        return one !== undefined && isSo(one);
      },
      { what: `${that} (${what})`, withinMs: 60_000, everyMs: 50 },
    ).catch(async (error: Error) => {
      const lines = (await incident())?.timeline.map(({ text }) => text) ?? ['no incident'];
      throw new Error([error.message, ...lines].join('\n'));
    });
  const asked = (question: string) =>
    seen(
      `people are asked: ${question}`,
      ({ ask }) => ask !== undefined && !ask.ended && ask.question.includes(question),
    );
  return {
    asked,
    /** Gives the answer, or lets its time pass. */
    answer: async (as: NonNullable<MachineLogin['answer']>, question: string): Promise<string> => {
      await asked(question);
      const one = await incident();
      if (as === 'none') {
        world.clock.advance(Date.parse(one?.ask?.until ?? '') - world.now().getTime() + 1_000);
        return 'none';
      }
      const by = `arn:aws:iam::${one?.accountId}:user/owner`;
      await acknowledge(table, String(one?.id), { as, by, at: world.now().toISOString() });
      return as;
    },
    through: async (): Promise<Incident> => {
      await seen('the playbook is through', ({ playbook }) => playbook !== undefined);
      const one = await incident();
      if (!one) throw new Error('The incident vanished.');
      return one;
    },
  };
}
