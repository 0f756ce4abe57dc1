import { isDeepStrictEqual } from 'node:util';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import type { Incident } from '../../../shared/domain/incident';
import { exemptFor } from './exempt-for';
import { incidentsIn, type Local, tableOf } from './local';
import { logIn, type MachineLogin } from './machine-logins';
import { makeShopMachine, type ShopMachine } from './shop-machine';
import { until } from './until';

/** What a bystander with keys of the account's administrator saw. */
export interface LoginDrill {
  readonly login: string;
  readonly incidents: number;
  /** The first line of the playbook's report: what was decided, and why. */
  readonly decided: string;
  readonly answer: string;
  /** Was anything of the machine changed at some time? */
  readonly wasContained: boolean;
  /** Is everything as it was before the login? */
  readonly isAsBefore: boolean;
  readonly isAsMeant: boolean;
  readonly incident: Incident;
}

/** Logs in on a machine of one account, plays its people, and follows the playbook to its end. Rejects when it never ends. */
export async function drillLogin(
  local: Local,
  login: MachineLogin,
  accountId: string,
  release: (incidentId: string) => Promise<void>,
): Promise<LoginDrill> {
  const name = `shop-${login.id.replace(/[^a-z]+/g, '-')}`.slice(0, 40);
  const tags = login.tags ?? {};
  const machine = await makeShopMachine(local, accountId, { name, tags });
  const before = await machine.state();
  const subjectKey = `instance#${machine.arn}`;
  if (login.isExempt) await exemptFor(local, { accountId, subjectKey });
  await logIn(local, login, machine);
  const story = tellerOf(local, subjectKey, login.id);
  if (login.answer) await story.answer(login.answer, 'planned?');
  const isContainedByAnswer = login.ends !== 'untouched';
  let wasContained = false;
  if (isContainedByAnswer) {
    await story.asked('released');
    wasContained = !isDeepStrictEqual(await machine.state(), before);
    await story.answer(login.release ?? 'none', 'released');
  }
  const incident = await story.through();
  if (login.ends === 'contained, released by a person') await release(incident.id);
  return judged({ local, login, machine, before, wasContained, incident, subjectKey });
}

async function judged(seen: {
  readonly local: Local;
  readonly login: MachineLogin;
  readonly machine: ShopMachine;
  readonly before: object;
  readonly wasContained: boolean;
  readonly incident: Incident;
  readonly subjectKey: string;
}): Promise<LoginDrill> {
  const { local, login, machine, before, wasContained, incident, subjectKey } = seen;
  const isAsBefore = isDeepStrictEqual(await machine.state(), before);
  const incidents = (await incidentsIn(local, { subjectKey })).length;
  const isContainedAsMeant = wasContained === (login.ends !== 'untouched');
  return {
    login: login.id,
    incidents,
    decided: incident.playbook?.lines[0] ?? '',
    answer: incident.ask?.ended?.as ?? 'not asked',
    ...{ wasContained, isAsBefore, incident },
    isAsMeant: isAsBefore && incidents === 1 && isContainedAsMeant,
  };
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
      { what: `${that} (${what})`, withinMs: 90_000, everyMs: 50 },
    );
  const asked = (question: string) =>
    seen(
      `people are asked: ${question}`,
      ({ ask }) => ask !== undefined && !ask.ended && ask.question.includes(question),
    );
  return {
    asked,
    answer: async (as: NonNullable<MachineLogin['answer']>, question: string) => {
      await asked(question);
      const one = await incident();
      if (as === 'none') {
        world.clock.advance(Date.parse(one?.ask?.until ?? '') - world.now().getTime() + 1_000);
        return;
      }
      const by = `arn:aws:iam::${one?.accountId}:user/owner`;
      await acknowledge(table, String(one?.id), { as, by, at: world.now().toISOString() });
    },
    through: async (): Promise<Incident> => {
      await seen('the playbook is through', ({ playbook }) => playbook !== undefined);
      const one = await incident();
      if (!one) throw new Error('The incident vanished.');
      return one;
    },
  };
}
