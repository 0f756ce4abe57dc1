import { type Config, partsOf } from './config';

/** The templates of members that a StackSet of ours carries. */
export type MemberTemplate = 'member' | 'buckets' | 'containment' | 'logins';

/** A StackSet as it is to be. */
export interface WantedStackSet {
  readonly name: string;
  readonly template: MemberTemplate;
  readonly description: string;
  /** The root or the units whose accounts get it. */
  readonly units: readonly string[];
  readonly regions: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

interface Known {
  readonly config: Config;
  /** The parameters of each template, by name. */
  readonly parametersOf: Readonly<Record<string, readonly string[]>>;
  /** Output `BusArn` of the central stack. */
  readonly busArn: string;
}

const ALL: readonly {
  readonly template: MemberTemplate;
  readonly description: string;
  /** The parameter that turns it on; absent: it is always there. */
  readonly by?: string;
  /** The units that opted in; empty: all that are guarded. */
  readonly units?: string;
}[] = [
  { template: 'member', description: 'Trailwarden in each governed account and Region.' },
  {
    template: 'buckets',
    description: "Trailwarden's guard of buckets without logs, where it was asked for.",
    ...{ by: 'BucketGuard', units: 'BucketGuardUnits' },
  },
  {
    template: 'containment',
    description: 'What Trailwarden may do on machines and sessions, where it was asked for.',
    ...{ by: 'Containment', units: 'ContainmentUnits' },
  },
  {
    template: 'logins',
    description: 'What reports logins on machines to Trailwarden, where it was asked for.',
    ...{ by: 'LoginGuard', units: 'LoginGuardUnits' },
  },
];

/** Every StackSet that the configuration wants, in the order in which they are made. */
export function wantedStackSets(known: Known): readonly WantedStackSet[] {
  const { parameters } = known.config;
  return ALL.filter(({ by }) => !by || !['', 'none'].includes(parameters[by] ?? 'none')).map(
    ({ template, description, units }) => ({
      name: nameOf(template),
      template,
      description,
      // A unit may carry its own mode, which the responder knows.
      units: partsOf(parameters[units ?? ''] || parameters.OrganizationalUnitIds).map(
        (unit) => unit.split('=')[0] ?? unit,
      ),
      regions: regionsOf(known.config),
      parameters: memberParameters(known, template),
    }),
  );
}

/** Every StackSet that may be there. */
export const stackSetNames = ALL.map(({ template }) => nameOf(template));

export const regionsOf = ({ parameters }: Config): readonly string[] =>
  partsOf(parameters.GovernedRegions);

/** What a template of members takes of the configuration; what it does not name is left out. */
export function memberParameters(
  { config, parametersOf, busArn }: Known,
  template: MemberTemplate,
): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, string>> = {
    ...config.parameters,
    SecurityAccountId: config.securityAccountId,
    HomeRegion: config.region,
    CentralBusArn: busArn,
  };
  const names = parametersOf[template] ?? [];
  return Object.fromEntries(
    names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
}

function nameOf(template: MemberTemplate): string {
  return `trailwarden-${template}`;
}
