/** What a person does at the cover, told to the page itself: a driver would cost what is to be measured. */

/** In the page: type into the field of this name. */
export function typed([label, text]: [string, string]): void {
  const names = (field: HTMLInputElement): string[] => [
    field.ariaLabel ?? '',
    ...[...(field.labels ?? [])].map(one => one.textContent ?? ''),
  ]
  const field = [...document.querySelectorAll('input')].find(one => names(one).includes(label))
  if (!field) throw new Error(`no field ${label}`)
  field.focus()
  document.execCommand('insertText', false, text)
}

/** In the page: press the button of this name; the milliseconds until there is a sheet to write on. */
export function pressed(name: string): Promise<number> {
  const button = [...document.querySelectorAll('button')].find(one => one.textContent?.trim() === name)
  if (!button) throw new Error(`no button ${name}`)
  return new Promise(resolve => {
    const start = performance.now()
    const look = (): void => {
      const sheet = document.querySelector('[contenteditable="true"]')
      if (sheet instanceof HTMLElement && sheet.offsetHeight > 0) resolve(performance.now() - start)
      else requestAnimationFrame(look)
    }
    button.click()
    requestAnimationFrame(look)
  })
}
