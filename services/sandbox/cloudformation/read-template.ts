import { NotEmulated } from '../core/service';
import { readYaml } from './read-yaml';
import { isValues, type Template, type TemplateResource, validationError } from './template';

const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

/** A template as text (JSON or YAML) or as an object. Refuses what would need a macro to be understood. */
export function readTemplate(source: string | object): Template {
  const template = typeof source === 'string' ? readYaml(source) : source;
  if (!isValues(template)) throw validationError('Template format error: unsupported structure.');
  const unknown = Object.keys(template).find((name) => !sections.includes(name));
  if (unknown !== undefined) {
    throw new NotEmulated(`sandbox: the template section ${unknown} is not emulated`);
  }
  if (!isValues(template.Resources) || Object.keys(template.Resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  for (const [id, resource] of Object.entries(template.Resources)) checkResource(id, resource);
  return template as unknown as Template;
}

const resourceKeys = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
];

function checkResource(id: string, resource: unknown): asserts resource is TemplateResource {
  if (!isValues(resource) || typeof resource.Type !== 'string') {
    throw validationError(
      `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
    );
  }
  const unknown = Object.keys(resource).find((name) => !resourceKeys.includes(name));
  if (unknown !== undefined) {
    throw new NotEmulated(`sandbox: ${unknown} of the resource ${id} is not emulated`);
  }
}
