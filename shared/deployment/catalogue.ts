import { parse } from 'yaml';
import type { ParameterRule } from './check-parameters';

/** One key of trailwarden.yml: of a parameter of the central template, or of the deployment itself. */
export interface Key extends ParameterRule {
  /** Of the deployment, so that no template has it. */
  readonly isOwn?: boolean;
}

/** Every key that trailwarden.yml may have, in the order in which they are written. */
export type Catalogue = Readonly<Record<string, Key>>;

/** The keys, out of the text of services/central/parameters.yml. Everything there but the parameters is left alone. */
export function readCatalogue(parametersYml: string): Catalogue {
  // CloudFormation's tags (!Equals) are in the conditions alone, and warnings to this library.
  const { Parameters } = parse(parametersYml, { logLevel: 'silent' }) as {
    readonly Parameters: Readonly<Record<string, ParameterRule>>;
  };
  return { ...OWN, ...Parameters };
}

const UNIT = '(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})';

const OWN: Catalogue = {
  Region: {
    isOwn: true,
    Type: 'String',
    Description:
      'The home Region, where the central stack is. It is the first of GovernedRegions, for ever.',
    AllowedPattern: '^[a-z]{2,4}(-[a-z]+)+-[0-9]$',
    ConstraintDescription: 'must be a Region such as us-east-1',
  },
  SecurityAccountId: {
    isOwn: true,
    Type: 'String',
    Description: 'The account of the central stack: a delegated administrator of StackSets.',
    AllowedPattern: '^[0-9]{12}$',
    ConstraintDescription: 'must be the twelve digits of an AWS account id',
  },
  CanaryUnitId: {
    isOwn: true,
    Type: 'String',
    Description: 'The unit whose accounts are deployed to first. Empty: all at once.',
    Default: '',
    AllowedPattern: `^${UNIT}?$`,
    ConstraintDescription:
      'must be empty or a root or organizational unit id such as ou-a1b2-c3d4e5f6',
  },
  Mode: {
    isOwn: true,
    Type: 'String',
    Description:
      'With observe everything is noticed, told and planned, and nothing is written to any member.',
    Default: 'guard',
    AllowedValues: ['guard', 'observe'],
    ConstraintDescription: 'must be guard or observe',
  },
  ObserveUnits: {
    isOwn: true,
    Type: 'CommaDelimitedList',
    Description: 'The units that are only observed while Mode is guard.',
    Default: '',
    AllowedPattern: `^${UNIT}?$`,
    ConstraintDescription:
      'must be empty or root or organizational unit ids such as ou-a1b2-c3d4e5f6',
  },
  Tags: {
    isOwn: true,
    Type: 'Map',
    Description: 'Tags of the stacks, which CloudFormation puts on everything in them.',
    Default: '',
    ConstraintDescription: 'must be names with a text each, such as owner: security',
  },
};
