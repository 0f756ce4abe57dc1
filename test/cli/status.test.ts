import { expect, test } from '@jest/globals';
import { refuseUnswept } from '../../services/cli/status';
import { UserError } from '../../services/cli/user-error';

test('a Region that no sweep looks at is refused, with those that one does', () => {
  const swept = ['us-east-1', 'eu-west-1'];
  expect(() => refuseUnswept(['eu-west-1'], swept)).not.toThrow();
  expect(() => refuseUnswept(['us-moon-1', 'us-east-1'], swept)).toThrow(
    new UserError('No sweep looks at us-moon-1; the last one looked at us-east-1, eu-west-1.'),
  );
});
