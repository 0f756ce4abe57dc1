import type { Situation, Situations } from '../situation';
import { functions } from './functions';
import { keys } from './keys';
import { logGroups } from './log-groups';
import { mails } from './mails';
import { tables } from './tables';
import { topics } from './topics';

const noCloudWatch: Situation = {
  notAsked:
    'The sandbox has no CloudWatch, and nothing of the project calls it: its alarms are made by CloudFormation.',
};

const alarms: Situations = Object.fromEntries(
  ['9fbe65', 'fa7e32', 'cd9803', 'aefb5e', '08833e'].map((id) => [id, noCloudWatch]),
);

export const data: Situations = {
  ...keys,
  ...topics,
  ...logGroups,
  ...mails,
  ...tables,
  ...functions,
  ...alarms,
};
