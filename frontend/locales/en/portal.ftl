# Texts of the portal: signing in, the first owner, adding a phone, my phones.

not-found-title = Not found
not-found-heading = There is nothing here
not-found-body = The address may be mistyped, or the page has moved.
to-home = To the start page
to-my-phones = My phones
account-menu = Account of { $name }

# Start page.
home-page-title = Start
home-title = Hello, { $name }
home-description = What would you like to do?
home-refused-title = One more proof is needed
home-refused-body = The access rules do not show you this page yet.
home-refused-prove = Prove it
home-add-title = Add a phone
home-add-body = Scan a code with your phone, and it becomes your key.
home-phones-title = My phones
home-phones-body = See, rename or remove your phones, or report one lost.
home-admin-title = Administration
home-admin-body = Settings, rules, users, phones and the audit log.

# Signing in.
sign-in-title = Sign in
sign-in-name-label = User name
sign-in-name-missing = Type your user name.
sign-in-continue = Continue
sign-in-somebody-else = Somebody else?
sign-in-password-label = Password
sign-in-password-wrong = That password does not fit. Check it and try again.
sign-in-totp-label = Code of your authenticator app
sign-in-totp-hint = Six digits. They change every 30 seconds.
sign-in-code-wrong = That code does not fit. Wait for the next one and type it.
sign-in-proof-missing = Please fill this in.
sign-in-progress = Proof { $current } of { $needed }
sign-in-other-ways = Other ways:
sign-in-locked-title = Locked for a while
sign-in-locked-left = You can try again in { $time }.
sign-in-over = That took too long. Please begin again.
sign-in-impossible-title = You cannot go on here
sign-in-impossible-nothing = This account has no way to sign in yet. Ask your help desk.
sign-in-impossible-body = This needs: { $methods }. You have not set that up. Ask your help desk.
step-up-title = One more proof
step-up-why = What you want to do needs one more proof that it is you.
step-up-provisioning = Before a phone is added, please prove once more that it is you.

# The first owner.
setup-title = Set up Anteroom
setup-description = Create the first owner. Owners can do everything, and make others administrators.
setup-no-token-title = The link is missing
setup-no-token-body = Open the whole set-up link that the server printed when it started. It works for one hour; restart the server for a new one.
setup-link-unusable = The set-up link does not work any more. Restart the server for a new one.
setup-done-title = Set-up is done
setup-done-body = The first owner exists. Sign in to go on.
setup-user-name = User name
setup-user-name-hint = The name to sign in with, without spaces.
setup-user-name-missing = Choose a user name.
setup-user-name-spaces = A user name has no spaces.
setup-display-name = Full name
setup-display-name-missing = Type your name.
setup-email = E-mail address (optional)
setup-email-hint = Where Anteroom sends notices to you.
setup-email-wrong = This is not an e-mail address.
setup-password = Password
setup-password-hint = At least 8 characters. Long is better than complicated.
setup-password-length = A password has { $min } to { $max } characters.
setup-submit = Create the owner

# Adding a phone.
provisioning-title = Add a phone
provisioning-offline = The live connection is lost. This page looks for news every few seconds.
not-offered-title = You cannot add a phone now
not-offered-off-title = Adding phones is switched off
not-offered-off-body = Your organisation does not let people add phones by themselves at the moment. Ask your help desk.
not-offered-no-channel = There is no way at the moment to show or send you a code. Ask your help desk.
not-offered-denied = The access rules do not allow it.
not-offered-missing = It needs: { $methods }.
not-offered-not-set-up = You have not set up: { $methods }.
not-offered-ask = If you think you should be able to, ask your help desk.
limit-profiles-title = You have as many phones as allowed
limit-profiles-body = Remove one that you do not use any more, then add the new one.
limit-tokens-title = You have too many open codes
limit-tokens-body = Use one of them, or wait a few minutes until they run out.
choose-kind = What would you like to add?
choose-channel = How should the code come?
choose-submit = Show the code
choose-submit-send = Send the message
choose-mobile-app-body = Your phone becomes a key by itself. Nothing to install.
choose-totp-body = Six digits from any authenticator app that you have.
choose-browser-body = Shown here, to scan with the phone’s camera.
choose-email = By e-mail
choose-sms = By text message
choose-email-body = Sent to your e-mail address.
choose-sms-body = Sent to your phone number.
choose-to = To { $destination }
channel-switched-off = Not offered here.
channel-no-address = Anteroom does not know your address.
channel-no-number = Anteroom does not know your phone number.
channel-budget-spent = No more text messages can be sent today.
channel-not-usable-yet = Not available yet.
waiting-qr-label = QR code for adding your phone
waiting-step-1 = Open the camera of your phone and point it at the code.
waiting-step-2 = Open the link, and tap “Add this phone”.
waiting-step-3 = Come back here: this page shows four digits to type on the phone.
waiting-state = Waiting for your phone …
waiting-time-left = Valid for { $time }
waiting-cannot-scan = Cannot scan?
waiting-type-address = Open { $address } on the phone and type this code:
waiting-copy-code = Copy code
waiting-copy-link = Copy link
waiting-phone-body = You are on a phone. Is it this one that you want to add?
waiting-phone-add = Add this phone
waiting-phone-come-back = It opens in a new tab. Come back to this one for the four digits.
waiting-other-phone = Add another phone instead
new-code = Get a new code
hidden-title = You have an open code
hidden-body = A code is shown once only. If you do not have it in another window any more, get a new one; the old one stops working.
claimed-heading = Type these digits
claimed-title = Phone found: { $name }
claimed-announced = { $name } has taken your code. This page shows four digits.
claimed-type-code = Type these digits on the phone:
claimed-no-code = The digits are shown in the window where you are signed in as the owner of this code.
claimed-attempts = { $attempts ->
        [one] A wrong code was typed. One try is left.
       *[other] A wrong code was typed. { $attempts } tries are left.
    }
claimed-not-mine = Not my phone
claimed-not-mine-hint = If you do not know this phone, turn it away.
totp-title = Add an authenticator app
totp-qr-label = QR code for your authenticator app
totp-step-1 = Open your authenticator app and choose to add an account.
totp-step-2 = Scan the code.
totp-step-3 = Type the six digits that the app shows now.
totp-cannot-scan = Cannot scan?
totp-type-key = Type this key into the app, time-based:
totp-copy-key = Copy key
totp-open-app = Open in an app on this device
totp-name = Name
totp-name-hint = So that you know it again in your list.
totp-name-default = Authenticator app
totp-first-code = First code
totp-code-missing = Type the six digits.
totp-activate = Activate
done-title = Your phone is ready
done-body = You can use it to sign in from now on.
done-another = Add another phone
done-not-you = Was that not you? Remove the phone under “My phones” and tell your help desk.
expired-title = The code has run out
expired-body = Codes are valid for a short time only. Get a new one and go on.
elsewhere-title = This code does not work any more
elsewhere-body = A newer code was made in another window, or this one was cancelled. If that was not you, check your phones.
rejected-title = The phone was turned away
rejected-body = Nothing was added. If somebody else tried to use your code, tell your help desk.

# A message brings the code.
sent-email-title = Check your e-mail
sent-sms-title = Check your text messages
sent-for-you = Your help desk made this code for you.
sent-to = To
sent-leaving = The message is about to leave …
sent-retrying = The message has not left yet
sent-retrying-body = It is tried again by itself. If you cannot wait, choose another way.
sent-left = Sent
sent-arrived = Delivered
sent-announced = The message to { $destination } was sent.
sent-step-email = Open the e-mail and scan its QR code with the camera of your phone. If you read it on that phone, open its link.
sent-step-sms = Open the text message on the phone that you want to add, and open its link.
sent-step-add = Tap “Add this phone”.
sent-step-back-email = Open the e-mail and its link. It leads back to this page.
sent-step-back-sms = Open the text message and its link. It leads back to this page.
sent-step-show = Press “Show the QR code” there, and scan it with your phone.
sent-step-show-totp = Press “Show the QR code” there, and scan it with your authenticator app.
sent-step-digits = Type on the phone the four digits that the page shows then.
sent-step-first-code = Type on the page the six digits that the app shows.
sent-nothing = No message?
sent-nothing-email = Look into the folder for spam too. If this is not your address any more, ask your help desk to correct it.
sent-nothing-sms = A text message can take some minutes, and needs reception. If this is not your number any more, ask your help desk to correct it.
resend = Send again
resend-in = Send again in { $time }
resend-possible = You can have the message sent again now.
another-way = Choose another way
not-delivered-title = The message does not come
trouble-channel-off = Sending messages is switched off at the moment.
trouble-service = The service that carries our messages does not take it at the moment.
trouble-address-refused = { $destination } was refused.
trouble-message-invalid = The message could not be made.
trouble-stopped = It was stopped before it left.
trouble-too-many = You have had many messages in a short time.
trouble-budget-spent = No more text messages can be sent today.
trouble-not-arrived = It was sent, but did not arrive at { $destination }.
trouble-advice-other-way = Choose another way, or ask your help desk.
trouble-advice-again = Try again in a few minutes, or choose another way.
trouble-advice-address = If it is not right any more, ask your help desk to correct it.

# A code that is there already.
ready-title = Your QR code is ready
ready-body = Have your phone at hand. If the code was shown before, the earlier one stops working.
ready-show = Show the QR code
prepared-title = A code was prepared for you
prepared-show-body = Your help desk made it, so that you can add a phone. Have the phone at hand.
prepared-scan-body = Scan the code that your help desk gave you. This page then shows four digits to type on the phone. Or get a code right here.
prepared-another = Choose another way
not-here-title = There is no code of yours behind this link
not-here-body = It may be too old, or for another account. Check that you are signed in with the account that the message was for.
not-here-begin = Add a phone

# My phones.
phones-title = My phones
phones-description = The phones and apps that prove it is you.
phones-add = Add a phone
phones-empty-title = No phone yet
phones-empty-body = Add your phone, and it proves that it is you when you sign in.
phones-added = Added
phones-last-used = Last used
phones-never-used = Not used yet
phones-menu = Actions for { $name }
phones-name = Name
phones-name-missing = Give it a name.
phones-rename-title = Rename phone
phones-renamed = It is called “{ $name }” now.
phones-report-lost = Report lost
phones-remove-title = Remove “{ $name }”?
phones-remove-body = It cannot sign in any more. To use it again, you add it anew.
phones-remove-verb = Remove phone
phones-removed = “{ $name }” is removed.
phones-lost-title = Report “{ $name }” lost?
phones-lost-body = It is removed at once, and whoever is signed in with it is signed out.
phones-lost-verb = Report lost
phones-lost-done = “{ $name }” is removed, and its sessions are ended.

# "This was not me": the link of a notice.
report-title = Was this you?
report-done-title = Your report has worked
report-kept-title = All is as it was
report-no-key-title = The link is not complete
report-no-key-body = Open the whole link of the message once more.
report-unusable-title = This link cannot be used
report-unusable-body = It may be too old, or used already. If something about your account worries you, tell your help desk now.
report-event-profile_added = A phone was added to your account.
report-event-profile_removed = A phone was removed from your account.
report-event-profile_suspended = A phone of your account was suspended.
report-event-profile_reported_lost = A phone of your account was reported lost.
report-event-account_locked = Your account was locked after too many wrong tries.
report-event-address_changed = Your e-mail address or phone number was changed.
report-event-other = Something about your account has changed.
report-account-at = Account at
report-profile = Phone
report-when = When
report-not-me-title = If it was not you
report-will-remove = “{ $name }” is removed at once.
report-will-remove-unnamed = The phone is removed at once.
report-will-sessions = You are signed out everywhere.
report-will-tokens = Open codes for adding a phone stop working.
report-nothing-yet = Nothing happens until you press a button.
report-not-me = This was not me
report-was-me = It was me
report-kept-body = Thank you for looking. Nothing was changed, and you can close this page.
report-back = It was not me after all
report-done-removed = The phone is removed.
report-done-not-removed = No phone had to be removed.
report-done-sessions = { $count ->
        [0] Nobody was signed in.
        [one] One session was ended.
       *[other] { $count } sessions were ended.
    }
report-done-tokens = { $count ->
        [0] No codes were open.
        [one] One open code was cancelled.
       *[other] { $count } open codes were cancelled.
    }
report-next-title = What to do now
report-next-help-desk = Tell your help desk what happened.
report-next-password = Ask for a new password, if somebody may know yours.
report-next-phones = Sign in and look through “My phones”. Remove what you do not know.
