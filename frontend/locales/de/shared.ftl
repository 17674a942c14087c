# Texte, die mehr als ein Bereich verwendet.

document-title = { $page } · Anteroom
close = Schließen
cancel = Abbrechen
copy = Kopieren
copied = Kopiert
copy-failed = Kopieren ist hier nicht möglich. Markieren Sie den Text und kopieren Sie ihn von Hand.
undo = Rückgängig
dismiss = Meldung schließen
loading = Wird geladen
try-again = Noch einmal versuchen
sign-in = Anmelden
sign-out = Abmelden
save = Speichern
rename = Umbenennen
remove = Entfernen
back = Zurück
just-now = gerade eben
in-a-moment = gleich
show-password = Passwort anzeigen
skip-to-content = Zum Inhalt springen
preferences = Sprache und Darstellung
language = Sprache
theme = Darstellung
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
pager-label = Seiten
pager-newest = Neueste
pager-older = Ältere
qr-too-long = Der Text ist zu lang für einen QR-Code.
confirm-type-name = Geben Sie zur Bestätigung „{ $name }“ ein
leave-unsaved-question = Sie haben Änderungen, die nicht gespeichert sind. Trotzdem verlassen?
error-summary-title = Bitte prüfen Sie diese Felder
failure-title = Das hat nicht geklappt
forbidden-title = Nicht erlaubt
stale-title = Nicht aktuell
request-id = Anfrage-Kennung

method-password = Passwort
method-email_code = E-Mail-Code
method-sms_code = SMS-Code
method-totp = Authenticator-App
method-passkey = Passkey
method-mobile_app = Telefon
method-oidc = Identitätsanbieter

kind-mobile_app = Telefon
kind-totp = Authenticator-App
channel-browser = QR-Code auf dem Bildschirm
channel-email = QR-Code per E-Mail
channel-sms = Link per SMS
profile-status-active = Aktiv
profile-status-suspended = Gesperrt
profile-status-revoked = Entfernt
token-status-issued = Wartet auf ein Telefon
token-status-claimed = Wartet auf den Code
token-status-completed = Abgeschlossen
token-status-expired = Abgelaufen
token-status-revoked = Abgebrochen
token-status-rejected = Abgewiesen

problem-no_answer = Anteroom antwortet nicht. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.
problem-unknown = Etwas Unerwartetes ist passiert. Versuchen Sie es noch einmal oder fragen Sie den Support.
problem-malformed_request = Die Seite hat etwas gesendet, das Anteroom nicht lesen kann. Laden Sie die Seite neu.
problem-invalid_parameter = Diese Adresse enthält etwas, das Anteroom nicht lesen kann.
problem-wrong_host = Diese Seite wurde unter einer Adresse geöffnet, auf die Anteroom nicht hört.
problem-invalid_path = Diese Adresse ist nicht lesbar.
problem-sign_in_required = Sie sind nicht mehr angemeldet. Melden Sie sich an, um fortzufahren.
problem-credentials_wrong = Das stimmt nicht. Prüfen Sie Ihre Eingabe und versuchen Sie es noch einmal.
problem-proof_invalid = Der Schlüssel dieses Telefons wurde nicht angenommen.
problem-use_dpop_nonce = Der Nachweis war zu alt. Versuchen Sie es noch einmal.
problem-profile_unknown = Anteroom kennt dieses Telefon nicht.
problem-csrf_refused = Die Anfrage kam nicht von dieser Seite. Laden Sie die Seite neu.
problem-forbidden = Ihre Rolle erlaubt das nicht.
problem-access_denied = Die Zugriffsregeln erlauben das jetzt nicht.
problem-step_up_required = Dafür ist ein weiterer Nachweis nötig, dass Sie es sind.
problem-not_found = Das gibt es hier nicht, oder es ist nicht für Sie.
problem-provisioning_token_unusable = Dieser Code ist nicht verwendbar. Er ist vielleicht zu alt oder schon verbraucht.
problem-method_not_allowed = Das ist hier nicht möglich.
problem-state_conflict = Das ist nicht mehr möglich. Laden Sie die Seite neu, um die Änderung zu sehen.
problem-already_exists = Etwas mit diesem Namen gibt es schon.
problem-setup_done = Die Einrichtung ist erledigt: Der erste Besitzer existiert.
problem-in_use = Es wird noch irgendwo verwendet.
problem-last_owner = Der letzte Besitzer muss bleiben. Machen Sie zuerst jemand anderen zum Besitzer.
problem-built_in = Das gehört zu Anteroom und bleibt.
problem-version_stale = Jemand anderes hat das inzwischen geändert.
problem-body_too_large = Das ist zu viel auf einmal.
problem-media_type_wrong = Die Seite hat etwas gesendet, das Anteroom nicht lesen kann. Laden Sie die Seite neu.
problem-content_refused = Etwas im Formular stimmt nicht.
problem-confirmation_code_wrong = { $attempts ->
        [0] Der Code war falsch. Das Telefon wurde abgewiesen.
        [one] Der Code ist falsch. Ein Versuch bleibt.
       *[other] Der Code ist falsch. { $attempts } Versuche bleiben.
    }
problem-totp_code_wrong = Der Code ist falsch. Warten Sie auf den nächsten in Ihrer App und geben Sie ihn ein.
problem-self_service_not_ready = Die Selbstbedienung lässt sich noch nicht einschalten.
problem-version_required = Die Seite kennt die Version nicht mehr. Laden Sie sie neu.
problem-too_many_tries-seconds = { $seconds ->
        [one] Zu viele Versuche. Warten Sie eine Sekunde.
       *[other] Zu viele Versuche. Warten Sie { $seconds } Sekunden.
    }
problem-too_many_tries-minutes = { $minutes ->
        [one] Zu viele Versuche. Warten Sie eine Minute.
       *[other] Zu viele Versuche. Warten Sie { $minutes } Minuten.
    }
problem-too_many_messages-seconds = { $seconds ->
        [one] Zu viele Nachrichten in kurzer Zeit. Warten Sie eine Sekunde.
       *[other] Zu viele Nachrichten in kurzer Zeit. Warten Sie { $seconds } Sekunden.
    }
problem-too_many_messages-minutes = { $minutes ->
        [one] Zu viele Nachrichten in kurzer Zeit. Warten Sie eine Minute.
       *[other] Zu viele Nachrichten in kurzer Zeit. Warten Sie { $minutes } Minuten.
    }
problem-channel_not_usable = Auf diesem Weg können zurzeit keine Nachrichten gesendet werden.
problem-sms_budget_spent = Heute können keine SMS mehr gesendet werden.
problem-report_key_unusable = Dieser Link kann nicht verwendet werden. Er kann zu alt oder schon verwendet sein.
problem-self_service_disabled = Das Hinzufügen von Telefonen ist zurzeit ausgeschaltet.
problem-kind_not_offered = Diese Art wird nicht mehr angeboten.
problem-channel_not_offered = Dieser Weg wird Ihnen nicht angeboten.
problem-open_tokens_limit = Sie haben schon { $limit } offene Codes. Brechen Sie einen ab, oder warten Sie, bis er abläuft.
problem-profiles_limit = Sie haben schon { $limit } Telefone, so viele wie erlaubt. Entfernen Sie zuerst eines.
problem-user_not_active = Dieses Konto ist nicht aktiv.
problem-internal = In Anteroom ist etwas schiefgegangen. Es wurde vermerkt; versuchen Sie es gleich noch einmal.
problem-unavailable = Anteroom ist gerade ausgelastet. Versuchen Sie es in Kürze noch einmal.

# Forms, lengths of time, checklists.
discard-changes = Änderungen verwerfen
unsaved-changes = Noch nicht gespeichert
unit-seconds = Sekunden
unit-minutes = Minuten
unit-hours = Stunden
unit-days = Tage
duration-unit-of = Einheit von „{ $label }“
checklist-done = Erledigt
checklist-open = Offen
