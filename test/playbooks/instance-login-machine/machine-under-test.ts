import { EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { until } from '../../../services/cli/local/until';
import {
  createLocalOrganization,
  hooks,
  type Sandbox,
  startSandbox,
} from '../../../services/sandbox';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import { type Machines, openMachines } from '../../../shared/aws/playbooks/machines';
import {
  incidentKey,
  ORGANIZATION,
  openedKey,
  openTable,
  readItem,
  type Table,
  update,
} from '../../../shared/aws/table/table';
import type { Answer } from '../../../shared/domain/acknowledgement';
import type { Incident } from '../../../shared/domain/incident';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { type Login, machineArn, machineKey } from '../../../shared/domain/login';
import { anIncident } from '../../builders/an-incident';
import { atWork, isBusy, letTimePass, type Process } from './let-time-pass';
import { makeMemberRoles } from './roles';
import { bundled, template } from './stack';

export const REGION = 'us-east-1';
export const MEMBER_ADDRESS = '198.51.100.7';

export interface MachineUnderTest {
  readonly sandbox: Sandbox;
  readonly table: Table;
  readonly sfn: SFNClient;
  readonly machineArn: string;
  readonly functionArn: string;
  readonly sealKey: string;
  readonly member: string;
  readonly forensic: string;
  readonly security: string;
  /** As administrators: they do not rely on what the product reports. */
  readonly ec2: EC2Client;
  readonly ssm: SSMClient;
  /** A session of Session Manager that is open, as a login. */
  readonly session: (instanceId: string, reason?: string) => Promise<Login>;
  /** The incident that the function that hears logins would write, and its run. */
  readonly incident: (login: Login, more?: object) => Promise<string>;
  readonly again: (id: string, name: string) => Promise<void>;
  readonly read: (id: string) => Promise<Incident>;
  readonly row: (id: string) => Promise<IncidentRecord>;
  readonly answer: (id: string, as: Answer) => Promise<void>;
  /** A question that is open, by another token than a run before had. */
  readonly asked: (id: string, question?: string, before?: string) => Promise<Incident>;
  readonly token: (id: string) => Promise<string | undefined>;
  readonly ended: (id: string, name?: string) => Promise<Ended>;
  /** Answers the questions of a run as they come, until it is over. */
  readonly through: (id: string, answers: Answers, name?: string) => Promise<Ended>;
  /** Stops a run; what its function does goes on, as on AWS. */
  readonly stop: (name: string) => Promise<void>;
  /** Keeps back what works just now; time passes meanwhile. */
  readonly hold: () => Promise<void>;
  /** Lets go on what was kept back, until it has ended. */
  readonly letGo: () => Promise<void>;
  readonly pass: (seconds: number) => void;
  readonly close: () => Promise<void>;
}

export interface Ended {
  readonly status: string;
  readonly states: readonly string[];
}

/** By what the question says. */
export type Answers = Readonly<Record<'planned?' | 'released', Answer>>;

export async function machineUnderTest(
  environment: (
    sandbox: Sandbox,
    accounts: Readonly<Record<'forensic' | 'member' | 'security', string>>,
  ) => Promise<Readonly<Record<string, string>>> = async () => ({}),
  {
    isOptedIn = true,
    keepsDisks = true,
  }: { readonly isOptedIn?: boolean; readonly keepsDisks?: boolean } = {},
): Promise<MachineUnderTest> {
  const sandbox = await startSandbox();
  const { world } = sandbox;
  const { securityAccountId: security, memberAccountIds } = createLocalOrganization(sandbox, {
    accounts: 2,
  });
  const [member = '', forensic = ''] = memberAccountIds;
  const { outputs } = await hooks.cloudformation.deployStack(sandbox, {
    ...{ accountId: security, region: REGION, stackName: 'playbook' },
    template: JSON.stringify(
      await template(await environment(sandbox, { forensic, member, security })),
    ),
    artifacts: await bundled(),
  });
  if (isOptedIn) await makeMemberRoles(sandbox, member, security, keepsDisks ? forensic : '');
  const at = (accountId: string) => ({
    ...{ endpoint: sandbox.endpoint, region: REGION, maxAttempts: 3 },
    credentials: sandbox.credentials(accountId),
  });
  const table = openTable(String(outputs.TableName), at(security));
  const sfn = new SFNClient(at(security));
  const machines: Machines = openMachines(at(security));
  const stateMachine = String(outputs.Machine);
  const runArn = (name: string) =>
    `${stateMachine.replace(':stateMachine:', ':execution:')}:${name}`;
  const ssm = new SSMClient(at(member));
  const held = new Set<Process>();
  const goingOn: (() => void)[] = [];
  // Asked only once nothing is at work any more: what is still being done is not over, and is waited for on a busy machine.
  const seen = (what: string, isSo: () => Promise<boolean>) => {
    let done = 0;
    const isSoByNow = async () => {
      const isAtWork = isBusy(world, held);
      if (!isAtWork && (await isSo())) return true;
      if (isAtWork || letTimePass(world)) done += 1;
      return false;
    };
    return until(isSoByNow, { what, withinMs: 20_000, progress: () => done });
  };
  const read = async (id: string): Promise<Incident> => {
    const incident = await getIncident(table, id);
    if (!incident) throw new Error(`There is no incident ${id}.`);
    return incident;
  };
  const row = async (id: string): Promise<IncidentRecord> =>
    (await readItem<IncidentRecord>(table, incidentKey(id))) as IncidentRecord;
  const answer = async (id: string, as: Answer): Promise<void> => {
    const by = `arn:aws:iam::${member}:user/ann`;
    const given = { as, by, at: world.now().toISOString() };
    await acknowledge(table, id, given);
    // What the notifier does.
    const { token } = (await row(id)).ask ?? {};
    if (token) await machines.answer(token, given);
  };
  const isOver = async (name: string): Promise<boolean> => {
    const { executions = [] } = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn: stateMachine, maxResults: 10 }),
    );
    return executions.some((one) => one.name === name && one.status !== 'RUNNING');
  };
  const endedBy = async (name: string): Promise<Ended> => {
    const executionArn = runArn(name);
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return { status: String(status), states: await statesOf(sfn, executionArn) };
  };
  const troubled = async (error: Error, name: string): Promise<never> => {
    throw new Error(`${error.message} ${await troubleOf(sfn, runArn(name))}`);
  };
  const ended = async (id: string, name = id): Promise<Ended> => {
    await seen(`the run ${name} has ended`, () => isOver(name)).catch((error: Error) =>
      troubled(error, name),
    );
    return endedBy(name);
  };
  let made = 0;
  return {
    ...{ sandbox, table, sfn, member, forensic, security, ssm, read, row, ended, answer },
    sealKey: String(outputs.SealKey),
    machineArn: stateMachine,
    functionArn: `arn:aws:lambda:${REGION}:${security}:function:trailwarden-instance-login`,
    ec2: new EC2Client(at(member)),
    session: async (Target, Reason) => {
      const { SessionId } = await ssm.send(
        new StartSessionCommand({ Target, ...(Reason && { Reason }) }),
      );
      made += 1;
      return {
        ...{ id: `session-${made}`, accountId: member, region: REGION, row: 'EC2-01', mitre: [] },
        target: { kind: 'instance', instanceId: Target },
        at: world.now().toISOString(),
        words: 'aws',
        sessionId: String(SessionId),
        ...(Reason && { reason: Reason }),
        call: {
          eventName: 'StartSession',
          actor: {
            type: 'IAMUser',
            principal: `arn:aws:iam::${member}:user/p${made}`,
            accountId: member,
            accessKeyId: 'AKIAEXAMPLEEXAMPLE12',
            chain: [`arn:aws:iam::${member}:user/p${made}`],
          },
          sourceIp: MEMBER_ADDRESS,
          isMachine: false,
        },
      };
    },
    incident: async (login, more = {}) => {
      made += 1;
      const id = `inc-login-${made}`;
      const instanceId = login.target.kind === 'instance' ? login.target.instanceId : 'i-0';
      const { evidence: _, restoredAt: __, techniques: ___, actors: ____, ...known } = anIncident();
      await update(table, {
        key: incidentKey(id),
        set: {
          ...known,
          ...{ id, login, accountId: member, region: REGION, state: 'open', sentence: 'A login.' },
          subjectKey: machineKey(login, instanceId),
          subjectId: machineArn(login, instanceId),
          ...{ timeline: [], windows: [], revision: 1, news: 'yes', organization: ORGANIZATION },
          openedAt: world.now().toISOString(),
          ...{ openedKey: openedKey(world.now().toISOString(), id), lastBlowAt: known.openedAt },
          techniques: new Set([login.row]),
          ...more,
        },
      });
      await machines.start(stateMachine, id);
      return id;
    },
    again: async (id, name) => {
      const { StartExecutionCommand } = await import('@aws-sdk/client-sfn');
      const input = JSON.stringify({ incidentId: id });
      await sfn.send(new StartExecutionCommand({ stateMachineArn: stateMachine, name, input }));
    },
    stop: async (name) => {
      await sfn.send(new StopExecutionCommand({ executionArn: runArn(name) }));
    },
    hold: () => {
      for (const one of atWork(world)) held.add(one);
      return new Promise((resolve) => goingOn.push(resolve));
    },
    letGo: async () => {
      held.clear();
      for (const goOn of goingOn.splice(0)) goOn();
      await seen('all that was kept back is done', async () => true);
    },
    token: async (id) => (await row(id)).ask?.token,
    asked: async (id, question = '', before) => {
      await seen(`${id} asks`, async () => {
        const { ask } = await row(id);
        const isOpen = ask !== undefined && !ask.ended && ask.token !== before;
        return isOpen && ask.question.includes(question);
      }).catch(async (error: Error) => {
        const again = await troubleOf(sfn, runArn(`${id}-again`)).catch(() => '');
        throw new Error(`${error.message} ${await troubleOf(sfn, runArn(id))} ${again}`);
      });
      return read(id);
    },
    through: async (id, answers, name = id) => {
      const handed = new Set<string>();
      await seen(`the run ${name} has ended`, async () => {
        if (await isOver(name)) return true;
        const { ask, acknowledged, acknowledgement } = await row(id);
        if (!ask?.token || ask.ended || handed.has(ask.token)) return false;
        handed.add(ask.token);
        // What the notifier does with an answer that was given before the question was asked anew.
        if (acknowledged && acknowledgement) await machines.answer(ask.token, acknowledgement);
        else await answer(id, answers[ask.question.includes('planned?') ? 'planned?' : 'released']);
        return false;
      }).catch((error: Error) => troubled(error, name));
      return endedBy(name);
    },
    pass: (seconds) => world.clock.advance(seconds * 1_000),
    close: () => sandbox.close(),
  };
}

export async function statesOf(sfn: SFNClient, executionArn: string): Promise<readonly string[]> {
  const { events = [] } = await sfn.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
  );
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

/** Where a run is, and what failed in it: for the message of a test that waits in vain. */
async function troubleOf(sfn: SFNClient, executionArn: string): Promise<string> {
  const { events = [] } = await sfn.send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
  );
  const failed = events.flatMap(({ taskFailedEventDetails: one }) =>
    one ? `${one.error}: ${one.cause?.slice(0, 300)}` : [],
  );
  return [await statesOf(sfn, executionArn), ...new Set(failed)].join('\n');
}
