import {
  CreateEventBusCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { WardenSteps } from '../../domain/warden';
import { by, type Commands } from './commands';

type Send = ReturnType<typeof by>;

/** EventBridge reports a refused target in an answer of 200. Its code becomes the error's. */
const allOrFail =
  (send: Send): Send =>
  async (clients, input) => {
    const answer = (await send(clients, input)) as Failures;
    const [failed] = answer.FailedEntries ?? [];
    if (failed) throw Object.assign(new Error(failed.ErrorMessage), { name: failed.ErrorCode });
  };

interface Failures {
  readonly FailedEntries?: readonly {
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
  }[];
}

/** The SDK's command for each write that puts a part of ours back. */
export const wardenCommands: Commands<WardenSteps> = {
  'events:CreateEventBus': by('events', CreateEventBusCommand),
  'events:UpdateEventBus': by('events', UpdateEventBusCommand),
  'events:PutPermission': by('events', PutPermissionCommand),
  'events:PutRule': by('events', PutRuleCommand),
  'events:PutTargets': allOrFail(by('events', PutTargetsCommand)),
  'events:RemoveTargets': allOrFail(by('events', RemoveTargetsCommand)),
  'iam:CreateRole': by('iam', CreateRoleCommand),
  'iam:UpdateAssumeRolePolicy': by('iam', UpdateAssumeRolePolicyCommand),
  'iam:PutRolePolicy': by('iam', PutRolePolicyCommand),
  'iam:DeleteRolePolicy': by('iam', DeleteRolePolicyCommand),
  'iam:AttachRolePolicy': by('iam', AttachRolePolicyCommand),
  'iam:DetachRolePolicy': by('iam', DetachRolePolicyCommand),
  'iam:PutRolePermissionsBoundary': by('iam', PutRolePermissionsBoundaryCommand),
  'sqs:CreateQueue': by('sqs', CreateQueueCommand),
  'sqs:SetQueueAttributes': by('sqs', SetQueueAttributesCommand),
};
