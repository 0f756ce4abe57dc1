import type { Template } from '../../services/cli/local/template';
import { roleStatements } from './statements';

/** Exactly the actions a role (logical id or RoleName) is allowed, sorted, each once. */
export function allowedActions(template: Template, role: string): readonly string[] {
  const actions = roleStatements(template, role)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action);
  return [...new Set(actions)].sort();
}
