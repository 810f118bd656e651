import { Option } from 'commander';

/** `--data-dir`, as every command takes it; without it the environment decides. */
export function dataDirOption(): Option {
  return new Option('--data-dir <dir>', 'where the system keeps its data (HEARTHGATE_DATA_DIR, .data)');
}
