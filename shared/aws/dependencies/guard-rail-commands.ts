import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import type { GuardRailSteps } from '../../domain/guard-rail';
import { by, type Commands } from './commands';

/** The SDK's command for each write that puts a guard-rail back. */
export const guardRailCommands: Commands<GuardRailSteps> = {
  'organizations:CreatePolicy': by('organizations', CreatePolicyCommand),
  'organizations:UpdatePolicy': by('organizations', UpdatePolicyCommand),
  'organizations:EnablePolicyType': by('organizations', EnablePolicyTypeCommand),
  'organizations:AttachPolicy': by('organizations', AttachPolicyCommand),
};
