/** By which servers an invitation would go: read and said before anything is begun. */
import { useEffect, useRef, useState } from 'react'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import styles from '../../ui/Plain.module.css'
import { tidyInvitation } from './tidy.ts'

/** UTF-16 units, as the contract takes them; a longer one says of itself that it is none. */
const LONGEST = 4096

/** `isRead`: whether what stands here is what is said of it; else it is said now, and asked for once more. */
export function useWay(invitation: string, own: boolean) {
  const { vault } = useHouse()
  const { text, isLink } = tidyInvitation(invitation)
  const link = isLink && text.length <= LONGEST ? text : ''
  const [shown, setShown] = useState<{ readonly link: string; readonly servers: readonly string[] }>({
    ...{ link: '', servers: [] },
  })
  const newest = useRef(link)
  newest.current = link

  const serversOf = async (of: string): Promise<readonly string[]> => {
    if (of === '') return []
    const way = await vault.ask('circle.way', { invitation: of, own })
    return way.ok ? way.value.servers : []
  }
  const read = useRef(serversOf)
  read.current = serversOf
  useEffect(() => {
    void read.current(link).then(servers => {
      if (newest.current === link) setShown({ link, servers })
    })
  }, [link])

  const servers = shown.link === link ? shown.servers : []
  return {
    servers,
    async isRead(): Promise<boolean> {
      if (shown.link === link) return true
      const now = await serversOf(link)
      if (newest.current === link) setShown({ link, servers: now })
      return now.length === 0
    },
  }
}

export const Way = ({ servers }: { readonly servers: readonly string[] }) => (
  <p role="status" className={servers.length > 0 ? styles['answer'] : 'unseen'}>
    {servers.length > 0 && t('join.way', { server: servers.join(', ') })}
  </p>
)
