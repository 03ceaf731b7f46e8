/** Every command and its keys: no two alike, none that writing needs, and what is printed is what is pressed. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import {
  accelerator,
  COMMAND_IDS,
  clash,
  isPressed,
  Keys,
  keysFor,
  keysIn,
  keysShown,
} from '../../../src/shared/commands.ts'

const PLATFORMS = ['linux', 'win32', 'darwin']
const stroke = (key: string, code: string, held: readonly string[] = []) => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
})

it.each(PLATFORMS)('comes on %s with keys that nothing stands against', platform => {
  const clashes = COMMAND_IDS.flatMap(one => clash(one, keysFor(one, platform), platform, {}) ?? [])
  expect(clashes).toEqual([])
  for (const one of COMMAND_IDS) expect(v.is(Keys, keysFor(one, platform))).toBe(true)
})

it('refuses keys of another command, of every program, and those that write', () => {
  expect(clash('lock', 'Mod-b', 'linux', {})).toEqual({ why: 'taken', by: 'bold' })
  expect(clash('lock', 'Mod-k', 'linux', { low: 'Mod-k' })).toEqual({ why: 'taken', by: 'low' })
  expect(clash('bold', 'Mod-b', 'linux', {})).toBeUndefined()
  expect(clash('lock', 'Mod-c', 'linux', {})).toEqual({ why: 'everywhere' })
  expect(clash('lock', 'Shift-F10', 'win32', {})).toEqual({ why: 'everywhere' })
  for (const [platform, keys] of [
    ['linux', 'Mod-ArrowLeft'],
    ['win32', 'Mod-Shift-ArrowRight'],
    ['darwin', 'Alt-ArrowLeft'],
    ['darwin', 'Mod-ArrowLeft'],
    ['linux', 'Mod-ArrowUp'],
  ] as const)
    expect(clash('lock', keys, platform, {}), `${platform} ${keys}`).toEqual({ why: 'plain' })
  for (const keys of [
    'l',
    'Shift-l',
    'Enter',
    'ArrowLeft',
    'Alt-ArrowUp',
    'Mod-ü',
    'Mod-',
    'Mod-Tab',
    'F99x',
  ])
    expect([keys, clash('lock', keys, 'linux', {})?.why]).toEqual([keys, 'plain'])
  // What another command gave up can be had.
  expect(clash('lock', 'Mod-b', 'linux', { bold: 'Mod-Shift-b' })).toBeUndefined()
})

it('leaves signs to whoever writes them with a third key, and the window to the system', () => {
  // AltGr is Ctrl and Alt: it writes @ and € on a German keyboard.
  for (const keys of ['Mod-Alt-q', 'Mod-Alt-e', 'Mod-Alt-0', 'Mod-Alt-Shift-0', 'Mod-Alt-.'])
    for (const platform of ['win32', 'linux'])
      expect([keys, clash('lock', keys, platform, {})?.why]).toEqual([keys, 'plain'])
  expect(clash('lock', 'Mod-Alt-q', 'darwin', {})).toBeUndefined()
  expect(clash('lock', 'Alt-l', 'darwin', {})).toEqual({ why: 'plain' })
  expect(clash('lock', 'Alt-l', 'win32', {})).toBeUndefined()
  expect(clash('lock', 'Mod-Alt-F6', 'win32', {})).toBeUndefined()

  expect(clash('lock', 'Alt-F4', 'win32', {})).toEqual({ why: 'everywhere' })
  for (const keys of ['Mod-w', 'Mod-h', 'Mod-m', 'Mod-Alt-h', 'Mod-Shift-4'])
    expect([keys, clash('lock', keys, 'darwin', {})?.why]).toEqual([keys, 'everywhere'])
  expect(clash('lock', 'Mod-h', 'linux', {})).toBeUndefined()
})

it('comes with no keys that write a sign where Windows takes them for AltGr', () => {
  // prosemirror-keymap does nothing there with a key that has Ctrl and Alt.
  for (const platform of ['linux', 'win32'])
    expect(COMMAND_IDS.filter(one => /Mod-Alt-/.test(keysFor(one, platform)))).toEqual([])
})

it('hears the keys that were pressed, whatever the layout writes with them', () => {
  expect(keysIn(stroke('L', 'KeyL', ['ctrl', 'shift']), 'linux')).toBe('Mod-Shift-l')
  expect(keysIn(stroke('*', 'Digit8', ['ctrl', 'shift']), 'linux')).toBe('Mod-Shift-8')
  expect(keysIn(stroke('д', 'KeyL', ['ctrl']), 'linux')).toBe('Mod-l')
  expect(keysIn(stroke('¬', 'KeyL', ['meta', 'alt']), 'darwin')).toBe('Mod-Alt-l')
  expect(keysIn(stroke('Control', 'ControlLeft', ['ctrl']), 'linux')).toBeUndefined()
  expect(isPressed('Mod-l', stroke('l', 'KeyL', ['ctrl']), 'linux')).toBe(true)
  expect(isPressed('Mod-l', stroke('l', 'KeyL', ['ctrl', 'alt']), 'linux')).toBe(false)
  expect(isPressed('Mod-l', stroke('l', 'KeyL', ['ctrl']), 'darwin')).toBe(false)
})

it('prints them as a keyboard does, and as a menu of Electron’s wants them', () => {
  expect([keysShown('Mod-Shift-h', 'linux'), keysShown('Mod-Shift-h', 'darwin')]).toEqual([
    'Ctrl Shift H',
    '⌘ ⇧ H',
  ])
  expect([keysShown('Alt-ArrowLeft', 'win32'), keysShown('F1', 'linux')]).toEqual(['Alt ←', 'F1'])
  expect([accelerator('Mod-Shift-h'), accelerator('Alt-ArrowLeft'), accelerator('F6')]).toEqual([
    'CommandOrControl+Shift+H',
    'Alt+Left',
    'F6',
  ])
})
