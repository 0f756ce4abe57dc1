import { Command } from 'commander';

export const replayCommand = (): Command =>
  new Command('replay')
    .description('what would Trailwarden have seen in these CloudTrail logs? Needs no AWS')
    .argument('<files...>', 'files, folders (S3 layout), or - for standard input; .gz too')
    .option(
      '--protected <file>',
      'YAML or JSON: trails, buckets, keys, logGroups, topics, roles … (default: inferred)',
    )
    .option('--baseline <file>', 'JSON: what trails must be')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 0 when nothing was found, 1 when something was, 2 when no record was there, 3 when nothing was found and something could not be read.\n\nExamples:\n  trailwarden replay AWSLogs/\n  zcat *.json.gz | trailwarden replay --protected ours.yml --json -',
    )
    .action(async (paths, options) => (await import('./replay-files')).replayFiles(paths, options));
