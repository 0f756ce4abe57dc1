import {
  CancelKeyDeletionCommand,
  EnableKeyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import type { KeySteps } from '../../domain/key';
import { by, type Commands } from './commands';

/** The SDK's command for each write that puts a key back. */
export const keyCommands: Commands<KeySteps> = {
  'kms:EnableKey': by('kms', EnableKeyCommand),
  'kms:CancelKeyDeletion': by('kms', CancelKeyDeletionCommand),
  'kms:PutKeyPolicy': by('kms', PutKeyPolicyCommand),
};
