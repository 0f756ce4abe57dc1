/** Who may import what; the arrows of the design, one a line. */
export interface Rule {
  /** Files it speaks of, by how their path begins, or by its form. */
  readonly from: readonly (string | RegExp)[];
  readonly except?: readonly string[];
  /** Files of ours they may import, by how their path begins. */
  readonly files?: readonly string[];
  /** … except these. */
  readonly filesNot?: readonly string[];
  /** Packages they may import at all; all when absent. */
  readonly packages?: (name: string) => boolean;
  /** Whether packages matter only where they are there at run time. */
  readonly runTimeOnly?: boolean;
  /** What it keeps true. */
  readonly sentence: string;
}

const none = (): boolean => false;
const isSdk = (name: string): boolean => /^@(aws-sdk|smithy|aws-crypto)(\/|$)/.test(name);
const notSdk = (name: string): boolean => !isSdk(name);

const DOMAIN = 'shared/domain/';
const TECHNIQUES = 'shared/tampering/';
const RUNBOOKS = 'shared/restore/runbooks/';
const AWS = 'shared/aws/';

/** The rooms of shared/ and what each may import, beside itself and the nouns: always what is below, never what is above. */
const below: Readonly<Record<string, readonly string[]>> = {
  record: [],
  tampering: ['record'],
  signal: ['record', 'tampering'],
  restore: ['record', 'tampering', 'signal'],
  investigate: ['record', 'tampering', 'signal', 'restore'],
  watch: ['tampering', 'signal'],
  tell: ['tampering', 'investigate'],
  replay: ['record', 'tampering'],
  deployment: ['restore', 'watch'],
  playbooks: ['record'],
};

/**
 * What runs, and what of other services it may import. A function needs nothing of another: what two of them use lies in
 * shared/. Only the command line starts the sandbox, and the receivers that stand for Slack, Jira and the others.
 */
export const services: Readonly<Record<string, readonly string[]>> = {
  // Templates have the scripts of machines written in.
  central: ['services/playbooks/instance-login/host/'],
  cli: ['services/sandbox', 'services/receivers/'],
  investigator: [],
  notifier: [],
  playbooks: [],
  receivers: [],
  responder: [],
  sandbox: [],
  sweeper: [],
};

export const rules: readonly Rule[] = [
  ...Object.entries(services).map(([service, others]) => ({
    from: [`services/${service}/`],
    files: [`services/${service}/`, ...others, 'shared/'],
    sentence: 'no service imports another',
  })),
  ...Object.entries(below).map(([room, others]) => ({
    from: [`shared/${room}/`],
    files: ['domain', room, ...others].map((name) => `shared/${name}/`),
    sentence: 'a room imports only the rooms below it',
  })),
  {
    from: [DOMAIN],
    files: [DOMAIN],
    packages: none,
    sentence: 'the nouns import nothing',
  },
  {
    from: [/^shared\/tampering\/.*\/technique\.ts$/],
    files: [DOMAIN, TECHNIQUES],
    packages: none,
    sentence: 'a technique knows only the nouns',
  },
  {
    from: [RUNBOOKS],
    files: [DOMAIN, RUNBOOKS],
    packages: none,
    sentence: 'a runbook knows only the nouns',
  },
  {
    from: [AWS],
    files: [DOMAIN, AWS],
    sentence: 'what talks to AWS decides nothing',
  },
  {
    from: ['shared/'],
    except: [AWS],
    files: ['shared/'],
    filesNot: [AWS],
    // parse-signal reads foreign JSON with valibot; the deployment's configuration is YAML
    packages: (name) => name === 'valibot' || name === 'yaml',
    sentence: 'the core is pure, and is given its ports',
  },
  {
    from: ['services/sandbox/'],
    // One reading of templates: a second one could tell another story of what is deployed.
    files: ['services/sandbox/', 'shared/deployment/template/'],
    packages: notSdk,
    sentence: 'the sandbox is an AWS of its own',
  },
  {
    from: ['services/', 'shared/', 'test/'],
    except: ['services/sandbox/', 'test/sandbox/'],
    filesNot: ['services/sandbox/'],
    sentence: 'the sandbox shows one face',
  },
  {
    from: ['services/receivers/'],
    files: ['services/receivers/'],
    packages: notSdk,
    sentence: 'the receivers know nothing of AWS',
  },
  {
    from: ['services/', 'shared/'],
    except: [AWS],
    packages: notSdk,
    runTimeOnly: true,
    sentence: 'only shared/aws talks to AWS',
  },
  {
    from: ['services/', 'shared/'],
    files: ['services/', 'shared/'],
    sentence: 'nothing that ships imports a test',
  },
];

/** What loads code it cannot know: the runtimes that load a packaged function. */
export const loaders: readonly string[] = [
  'services/sandbox/lambda/bootstrap.cjs',
  'services/cli/trailwarden.cjs', // the bundle that it made
];
