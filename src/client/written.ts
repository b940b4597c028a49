import type { WriteOptions } from '../contract/ports.ts';
import { fieldManager } from '../core/field-manager.ts';

/** How a write is asked for, as the API has it. */
export const written = ({ dryRun = false, fieldManager: manager = fieldManager }: WriteOptions = {}) => ({
  fieldManager: manager,
  ...(dryRun ? { dryRun: 'All' } : {}),
});
