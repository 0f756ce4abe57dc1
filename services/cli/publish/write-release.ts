import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

/** What is in a folder that can be deployed without the Serverless Framework. */
export interface Release {
  /** Of package.json. */
  readonly version: string;
  /** Of the functions' code and the templates: another one is another release, whatever its version says. */
  readonly digest: string;
  /** Each file beside `release.json`, with its SHA-256 in hexadecimal digits. */
  readonly files: Readonly<Record<string, string>>;
  /** The names of each template's parameters. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

/** The templates of a release, each `<name>.template.json` or, where it was written by hand, `.template.yml`. */
export const releaseTemplates = {
  central: 'central.template.json',
  member: 'member.template.yml',
  buckets: 'buckets.template.yml',
  logins: 'logins.template.yml',
  containment: 'containment.template.yml',
  forensics: 'forensics.template.yml',
  undo: 'undo.template.yml',
} as const;

interface Written {
  /** Of the repository. */
  readonly root: string;
  /** The folder that `serverless package` made. */
  readonly packaged: string;
  /** Made anew. */
  readonly into: string;
}

/** Makes plain CloudFormation of what was packaged, with the functions' code, checksums and no secrets. */
export async function writeRelease({ root, packaged, into }: Written): Promise<Release> {
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  const zips = (await readdir(packaged)).filter((name) => name.endsWith('.zip'));
  for (const zip of zips) await cp(join(packaged, zip), join(into, zip));
  const template = await readFile(
    join(packaged, 'cloudformation-template-update-stack.json'),
    'utf8',
  );
  await writeFile(
    join(into, releaseTemplates.central),
    JSON.stringify(withCodeOf(JSON.parse(template) as CentralTemplate), null, 1),
  );
  const { central: _, undo, ...ofMembers } = releaseTemplates;
  for (const [name, file] of Object.entries(ofMembers)) {
    const script = join(root, 'services/central/member-template.cjs');
    const { stdout } = await promisify(execFile)(process.execPath, [script, name], OF_A_TEMPLATE);
    await writeFile(join(into, file), stdout);
  }
  await cp(join(root, 'services/member/undo.yml'), join(into, undo));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Release;
  const files = await checksumsIn(into);
  const digest = sha256(JSON.stringify(files)).slice(0, 16);
  const release: Release = { version, digest, files, parameters: await parametersIn(into) };
  await writeFile(join(into, 'release.json'), `${JSON.stringify(release, null, 2)}\n`);
  return release;
}

async function parametersIn(folder: string): Promise<Release['parameters']> {
  const named = Object.entries(releaseTemplates).map(async ([name, file]) => {
    const text = await readFile(join(folder, file), 'utf8');
    // CloudFormation's own tags stand in the resources, which are not asked for here.
    const { Parameters } = parse(text, { logLevel: 'silent' }) as Pick<
      CentralTemplate,
      'Parameters'
    >;
    return [name, Object.keys(Parameters)] as const;
  });
  return Object.fromEntries(await Promise.all(named));
}

/** Longer than Node takes by itself. */
const OF_A_TEMPLATE = { maxBuffer: 4_000_000 };

/** SHA-256 of each file in a folder, by its path there, in the order of the paths. */
export async function checksumsIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
  const sums = names.map(async (name) => [name, sha256(await readFile(join(folder, name)))]);
  return Object.fromEntries(await Promise.all(sums));
}

const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

interface CentralTemplate {
  readonly Parameters: Readonly<Record<string, object>>;
  readonly Resources: Readonly<Record<string, CentralResource>>;
  readonly Outputs: Readonly<Record<string, object>>;
}

interface CentralResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/**
 * The framework's own bucket goes, and two parameters say where the code lies instead: it is there before the stack,
 * so that a stack that failed leaves nothing that a second try would meet.
 */
function withCodeOf(template: CentralTemplate): CentralTemplate {
  const { ServerlessDeploymentBucketName: _, ...Outputs } = template.Outputs;
  const ours = Object.entries(template.Resources).filter(
    ([name]) => !name.startsWith('ServerlessDeploymentBucket'),
  );
  return {
    ...template,
    Parameters: { ...template.Parameters, ...CODE },
    Resources: Object.fromEntries(ours.map(([name, resource]) => [name, withCode(resource)])),
    Outputs,
  };
}

const CODE = {
  CodeBucket: {
    Type: 'String',
    Description: 'Bucket of this account and Region that holds the zip files of this release.',
  },
  CodePrefix: {
    Type: 'String',
    Default: '',
    Description: 'What the keys of the zip files begin with; it ends with a slash, or is empty.',
  },
};

function withCode(resource: CentralResource): CentralResource {
  const { Code } = resource.Properties ?? {};
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const zip = String((Code as { readonly S3Key: string }).S3Key)
    .split('/')
    .at(-1);
  return {
    ...resource,
    Properties: {
      ...resource.Properties,
      Code: { S3Bucket: { Ref: 'CodeBucket' }, S3Key: { 'Fn::Sub': `\${CodePrefix}${zip}` } },
    },
  };
}
