/** Taking the look back leaves nothing of it, not even what a kill left half written. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepLook, LOOK_FILE } from '../../../src/main/shell/look.ts'
import { home } from '../../vault/house.ts'

it.each([
  ['taken back', (profile: string) => void keepLook(profile).keep({})],
  ['forgotten with the notebook', (profile: string) => keepLook(profile).forget()],
])('a look that was half written at a kill is gone when it is %s', (_, goes) => {
  using place = home()
  for (const name of [LOOK_FILE, `${LOOK_FILE}.new`])
    fs.writeFileSync(join(place.dir, name), '{"country":"AT"}')
  goes(place.dir)
  expect(fs.readdirSync(place.dir)).toEqual([])
})
