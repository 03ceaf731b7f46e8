/** Every migration, in order. A released one is never edited: a database somewhere has run it. */
import type { Migration } from '../migrate.ts'
import { migration as journal } from './0001-journal.ts'
import { migration as circles } from './0002-circles.ts'
import { migration as joining } from './0003-joining.ts'
import { migration as care } from './0004-care.ts'
import { migration as keys } from './0005-keys.ts'
import { migration as attachments } from './0006-attachments.ts'
import { migration as counting } from './0007-counting.ts'
import { migration as standing } from './0008-standing.ts'
import { migration as aside } from './0009-aside.ts'
import { migration as computers } from './0010-computers.ts'
import { migration as erased } from './0011-erased.ts'
import { migration as acts } from './0012-acts.ts'
import { migration as apart } from './0013-apart.ts'
import { migration as network } from './0014-network.ts'
import { migration as keeper } from './0015-keeper.ts'
import { migration as circleFiles } from './0016-circle-files.ts'
import { migration as ways } from './0017-ways.ts'
import { migration as days } from './0018-days.ts'

export const MIGRATIONS: readonly Migration[] = [
  journal,
  circles,
  joining,
  care,
  keys,
  attachments,
  counting,
  standing,
  aside,
  computers,
  erased,
  acts,
  apart,
  network,
  keeper,
  circleFiles,
  ways,
  days,
]
