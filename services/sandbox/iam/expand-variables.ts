import type { ConditionContext } from './condition-context';
import { isKnownConditionKey } from './condition-keys';
import { UnsupportedPolicy } from './unsupported-policy';

/**
 * Puts `${aws:PrincipalAccount}` and the like into a policy value. Undefined when the key is absent
 * from the request: the value then matches nothing [D reference_policies_variables].
 */
export function expandVariables(value: string, context: ConditionContext): string | undefined {
  if (!value.includes('${')) return value;
  let absent = false;
  const expanded = value.replace(/\$\{([^}]+)\}/g, (_whole, key: string) => {
    const replacement = variable(key, context);
    absent ||= replacement === undefined;
    return replacement ?? '';
  });
  return absent ? undefined : expanded;
}

function variable(key: string, context: ConditionContext): string | undefined {
  if (key === '*' || key === '?' || key === '$') return key;
  const wanted = key.toLowerCase();
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === wanted);
  if (!found && !isKnownConditionKey(key)) throw new UnsupportedPolicy(`variable \${${key}}`);
  const actual = found?.[1];
  return typeof actual === 'string' ? actual : undefined;
}
