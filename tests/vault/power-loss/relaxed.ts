/** Preloaded into a vault's process by the control of the power-cut test: every connection syncs less than ours does. */
import Sqlite from 'better-sqlite3'

const pragma = Sqlite.prototype.pragma
Sqlite.prototype.pragma = function (this: Sqlite.Database, source: string, options?: Sqlite.PragmaOptions) {
  return pragma.call(this, source.replace('synchronous = FULL', 'synchronous = NORMAL'), options)
}
