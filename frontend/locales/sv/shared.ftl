# Texter som fler än ett område använder.

document-title = { $page } · Anteroom
close = Stäng
cancel = Avbryt
copy = Kopiera
copied = Kopierat
copy-failed = Det går inte att kopiera här. Markera texten och kopiera den för hand.
undo = Ångra
dismiss = Ta bort meddelandet
loading = Laddar
try-again = Försök igen
sign-in = Logga in
sign-out = Logga ut
save = Spara
rename = Byt namn
remove = Ta bort
back = Tillbaka
just-now = nyss
in-a-moment = om ett ögonblick
show-password = Visa lösenordet
skip-to-content = Hoppa till innehållet
preferences = Språk och tema
language = Språk
theme = Tema
theme-system = Som systemet
theme-light = Ljust
theme-dark = Mörkt
pager-label = Sidor
pager-newest = Nyaste
pager-older = Äldre
qr-too-long = Texten är för lång för en QR-kod.
confirm-type-name = Skriv ”{ $name }” för att bekräfta
leave-unsaved-question = Du har ändringar som inte är sparade. Vill du lämna sidan ändå?
error-summary-title = Kontrollera de här fälten
failure-title = Det gick inte
forbidden-title = Inte tillåtet
stale-title = Inte aktuellt
request-id = Begärans id

method-password = Lösenord
method-email_code = E-postkod
method-sms_code = SMS-kod
method-totp = Autentiseringsapp
method-passkey = Nyckel (passkey)
method-mobile_app = Telefon
method-oidc = Identitetsleverantör

kind-mobile_app = Telefon
kind-totp = Autentiseringsapp
channel-browser = QR-kod på skärmen
channel-email = QR-kod med e-post
channel-sms = Länk med SMS
profile-status-active = Aktiv
profile-status-suspended = Spärrad
profile-status-revoked = Borttagen
token-status-issued = Väntar på en telefon
token-status-claimed = Väntar på koden
token-status-completed = Klar
token-status-expired = För gammal
token-status-revoked = Avbruten
token-status-rejected = Avvisad

problem-no_answer = Anteroom svarar inte. Kontrollera anslutningen och försök igen.
problem-unknown = Något oväntat hände. Försök igen eller fråga er support.
problem-malformed_request = Sidan skickade något som Anteroom inte kan läsa. Ladda om sidan.
problem-invalid_parameter = Adressen innehåller något som Anteroom inte kan läsa.
problem-wrong_host = Sidan öppnades under en adress som Anteroom inte svarar på.
problem-invalid_path = Adressen går inte att läsa.
problem-sign_in_required = Du är inte längre inloggad. Logga in för att fortsätta.
problem-credentials_wrong = Det stämmer inte. Kontrollera vad du skrev och försök igen.
problem-proof_invalid = Telefonens nyckel godtogs inte.
problem-use_dpop_nonce = Beviset var för gammalt. Försök igen.
problem-profile_unknown = Anteroom känner inte till den här telefonen.
problem-csrf_refused = Begäran kom inte från den här sidan. Ladda om sidan.
problem-forbidden = Din roll tillåter inte det här.
problem-access_denied = Åtkomstreglerna tillåter inte det här nu.
problem-step_up_required = Det här kräver ytterligare ett bevis på att det är du.
problem-not_found = Det finns inte här, eller är inte för dig.
problem-provisioning_token_unusable = Koden går inte att använda. Den kan vara för gammal eller redan använd.
problem-method_not_allowed = Det är inte möjligt här.
problem-state_conflict = Det är inte möjligt längre. Ladda om sidan för att se vad som har ändrats.
problem-already_exists = Det finns redan något med det namnet.
problem-setup_done = Installationen är klar: den första ägaren finns.
problem-in_use = Det används fortfarande någonstans.
problem-last_owner = Den sista ägaren måste vara kvar. Gör någon annan till ägare först.
problem-built_in = Det följer med Anteroom och blir kvar.
problem-version_stale = Någon annan har ändrat det här under tiden.
problem-body_too_large = Det är för mycket på en gång.
problem-media_type_wrong = Sidan skickade något som Anteroom inte kan läsa. Ladda om sidan.
problem-content_refused = Något i formuläret stämmer inte.
problem-confirmation_code_wrong = { $attempts ->
        [0] Koden var fel. Telefonen avvisades.
        [one] Koden är fel. Ett försök är kvar.
       *[other] Koden är fel. { $attempts } försök är kvar.
    }
problem-totp_code_wrong = Koden är fel. Vänta på nästa kod i appen och skriv den.
problem-self_service_not_ready = Självbetjäningen kan inte slås på än.
problem-version_required = Sidan tappade bort versionen. Ladda om den.
problem-too_many_tries-seconds = { $seconds ->
        [one] För många försök. Vänta en sekund.
       *[other] För många försök. Vänta { $seconds } sekunder.
    }
problem-too_many_tries-minutes = { $minutes ->
        [one] För många försök. Vänta en minut.
       *[other] För många försök. Vänta { $minutes } minuter.
    }
problem-too_many_messages-seconds = { $seconds ->
        [one] För många meddelanden på kort tid. Vänta en sekund.
       *[other] För många meddelanden på kort tid. Vänta { $seconds } sekunder.
    }
problem-too_many_messages-minutes = { $minutes ->
        [one] För många meddelanden på kort tid. Vänta en minut.
       *[other] För många meddelanden på kort tid. Vänta { $minutes } minuter.
    }
problem-channel_not_usable = Meddelanden kan inte skickas på det sättet just nu.
problem-sms_budget_spent = Inga fler sms kan skickas i dag.
problem-report_key_unusable = Länken kan inte användas. Den kan vara för gammal eller redan använd.
problem-self_service_disabled = Det går inte att lägga till telefoner just nu.
problem-kind_not_offered = Den här sorten erbjuds inte längre.
problem-channel_not_offered = Det här sättet erbjuds inte dig.
problem-open_tokens_limit = Du har redan { $limit } öppna koder. Avbryt en, eller vänta tills den har gått ut.
problem-profiles_limit = Du har redan { $limit } telefoner, så många som är tillåtet. Ta bort en först.
problem-user_not_active = Kontot är inte aktivt.
problem-internal = Något gick fel i Anteroom. Det har noterats; försök igen om en stund.
problem-unavailable = Anteroom är upptaget just nu. Försök igen om en liten stund.

# Forms, lengths of time, checklists.
discard-changes = Förkasta ändringar
unsaved-changes = Inte sparat ännu
unit-seconds = sekunder
unit-minutes = minuter
unit-hours = timmar
unit-days = dagar
duration-unit-of = Enhet för ”{ $label }”
checklist-done = Klart
checklist-open = Öppet
