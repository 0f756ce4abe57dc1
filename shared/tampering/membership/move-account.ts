import { field, text } from '../../record/json';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { undoIn } from '../reported/undo-in';

/** In another unit other guard-rails hold, and a StackSet that deploys by unit takes our roles away. */
export const moveAccount: ToldRow = {
  row: 'ORG-07',
  title: 'Move an account out of its unit',
  severity: 'high',
  mitre: ['T1666'],
  notUndone: 'Which unit an account belongs in is in no baseline, and moves are everyday work.',
  undo: {
    calls: { MoveAccount: ['organizations:MoveAccount'] },
    steps: (record) => {
      const said = (name: string) => text(field(record.request, name));
      const AccountId = said('accountId') ?? '';
      const SourceParentId = said('destinationParentId');
      const DestinationParentId = said('sourceParentId');
      if (SourceParentId === DestinationParentId) return [];
      const input = { AccountId, SourceParentId, DestinationParentId };
      return undoIn(record, 'organizations:MoveAccount', { on: AccountId, input });
    },
  },
  planned: 'Accounts move when a project changes hands; the target unit says why.',
  toDo: (facts) => {
    const account = facts.asked('accountId', 'account-id');
    const there = facts.asked('destinationParentId', 'unit-id');
    return {
      'What holds it now, in the management account': `aws organizations list-policies-for-target --target-id ${there} --filter SERVICE_CONTROL_POLICY`,
      'Undo, in the management account': `aws organizations move-account --account-id ${account} --source-parent-id ${there} --destination-parent-id ${facts.asked('sourceParentId', 'unit-id-before')}`,
      'Look what was done meanwhile without guard-rails': `trailwarden incidents list --account ${account} --since 24h`,
    };
  },
  drill: telling('management', 'organizations:MoveAccount', ({ logArchiveAccountId }) => ({
    accountId: logArchiveAccountId,
    sourceParentId: 'ou-exam-security1',
    destinationParentId: 'ou-exam-sandbox01',
  })),
};
