import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { releaseTemplates, writeRelease } from '../../services/cli/publish/write-release';

let into: string;
beforeAll(async () => {
  into = await mkdtemp(join(tmpdir(), 'trailwarden-published-'));
  const { folder: packaged } = await packageService();
  await writeRelease({ root: ROOT, packaged, into });
});
afterAll(() => rm(into, { recursive: true, force: true }));

const read = async (name: string) => JSON.parse(await readFile(join(into, name), 'utf8'));

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

test('the central template takes its code from the named bucket, and makes no bucket for code', async () => {
  const { Resources, Parameters } = await read(releaseTemplates.central);
  const functions = Object.values<Resource>(Resources).filter(
    ({ Type }) => Type === 'AWS::Lambda::Function',
  );
  const { files } = await read('release.json');
  const zips = Object.keys(files).filter((name) => name.endsWith('.zip'));
  expect(functions.map(({ Properties }) => Properties.Code)).toEqual(
    expect.arrayContaining(
      zips.map((zip) => ({
        S3Bucket: { Ref: 'CodeBucket' },
        S3Key: { 'Fn::Sub': `\${CodePrefix}${zip}` },
      })),
    ),
  );
  expect(functions).toHaveLength(zips.length);
  expect(Object.keys(Parameters)).toEqual(expect.arrayContaining(['CodeBucket', 'CodePrefix']));
  expect(JSON.stringify(Resources)).not.toContain('ServerlessDeploymentBucket');
});

test('each file has the checksum that release.json says, and each template is there', async () => {
  const { files } = await read('release.json');
  for (const [name, sum] of Object.entries(files)) {
    const content = await readFile(join(into, name));
    expect([name, createHash('sha256').update(content).digest('hex')]).toEqual([name, sum]);
  }
  expect(Object.keys(files)).toEqual(expect.arrayContaining(Object.values(releaseTemplates)));
});

test('the same sources make the same release', async () => {
  const again = await mkdtemp(join(tmpdir(), 'trailwarden-published-'));
  const { folder: packaged } = await packageService();
  const one = await writeRelease({ root: ROOT, packaged, into: again });
  await rm(again, { recursive: true });
  expect(one).toEqual(await read('release.json'));
});

test('the Terraform module names only files and parameters that a release has, and makes the StackSets itself', async () => {
  const module = await readFile(join(ROOT, 'services/terraform/main.tf'), 'utf8');
  const { files, parameters } = await read('release.json');
  const named = [...module.matchAll(/aws_s3_object\.file\["(\w[^"]+)"\]/g)].map(([, name]) => name);
  const optional = [...module.matchAll(/^ {4}(\w+) += \{ by = "(\w+)", units = "(\w+)" \}/gm)];
  const templates = ['member', ...optional.map(([, name]) => name)].map(
    (name) => `${name}.template.yml`,
  );
  expect(optional).toHaveLength(3);
  expect(Object.keys(files)).toEqual(expect.arrayContaining([...named, ...templates]));
  const switches = optional.flatMap(([, , by, units]) => [by, units]);
  expect(parameters.central).toEqual(expect.arrayContaining(switches));
  const ofMembers = [...module.matchAll(/^ {4}([A-Z]\w+) += /gm)].map(([, name]) => name);
  expect(ofMembers.length).toBeGreaterThan(0);
  expect(parameters.member).toEqual(expect.arrayContaining(ofMembers));
  expect(module).toContain('MemberStackSet = "no"');
});

test('what npm packs is the command line, the release and the documents, and no source', async () => {
  const { stdout } = await promisify(execFile)(
    'npm',
    ['pack', '--dry-run', '--json', '--ignore-scripts'],
    { cwd: ROOT, maxBuffer: 32_000_000 },
  );
  const [{ files }] = JSON.parse(stdout) as [{ readonly files: readonly { path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['services/cli/trailwarden.cjs', 'LICENSE']));
  expect(paths.filter((path) => /\.ts$|^test\//.test(path))).toEqual([]);
});
