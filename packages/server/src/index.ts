/** The service. `startWhorl` is all that a program needs; the rest is named by what it throws and takes. */
export {
  type AdminHere,
  openAdminHere,
  type RunningWhorl,
  type StartOptions,
  startWhorl,
} from './compose.ts';
export { adminSocketPath } from './config/admin-socket.ts';
export { type Clock, systemClock } from './config/clock.ts';
export { DataFolderError } from './config/data-folder.ts';
export { SettingError } from './config/load.ts';
export { MasterKeyError } from './config/master-key.ts';
export {
  environmentName,
  type SettingName,
  type SettingRow,
  type Settings,
  settingRows,
} from './config/settings.ts';
export { LogDamage } from './network/embedded/log-files.ts';
export { KeyringError } from './pki/keyring.ts';
export { RegistryError } from './registry/registry.ts';
