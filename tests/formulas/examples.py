"""Sixty formulas: what a deep-learning exam writes, and what a typesetter gets wrong."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "linear layer": r"Y = XW + b",
    "partial derivative": r"\frac{\partial L}{\partial w_{11}}",
    "chain rule": r"\frac{\partial L}{\partial w_{ij}} = \sum_{k} \frac{\partial L}{\partial"
    r" \hat{y}_k} \frac{\partial \hat{y}_k}{\partial h_j} \frac{\partial h_j}{\partial w_{ij}}",
    "gradient descent": r"\theta_{k+1} = (1 - \alpha\lambda)\,\theta_k - \alpha\nabla L(\theta_k)",
    "Adam": r"\theta^{k+1} = \theta^k - \alpha \cdot \frac{\hat{m}^{k+1}}{\sqrt{\hat{v}^{k+1}}"
    r" + \epsilon}",
    "RMSProp": r"s^{k+1} = \beta s^k + (1-\beta)\,[\nabla_{\theta} L \circ \nabla_{\theta} L]",
    "closed form": r"W = (X^{\top} X)^{-1} X^{\top} Y",
    "attention": r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right) V",
    "cases": r"\operatorname{ReLU}(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{else}"
    r" \end{cases}",
    "starred cases": r"f(x) = \begin{cases*} x & if $x > 0$ \\ \alpha x & otherwise \end{cases*}",
    "sigmoid": r"\sigma(x) = \frac{1}{1 + e^{-x}}, \quad \sigma'(x) = \sigma(x)\,(1-\sigma(x))",
    "softmax": r"\hat{y}_j = \frac{e^{z_j}}{\sum_{k=1}^{K} e^{z_k}}",
    "cross-entropy": r"L = -\frac{1}{N}\sum_{i=1}^{N}\left[ y_i \ln \hat{y}_i +"
    r" (1-y_i)\ln(1-\hat{y}_i) \right]",
    "output size": r"\left\lfloor \frac{H + 2p - d(k-1) - 1}{s} \right\rfloor + 1",
    "receptive field": r"r_k = r_{k-1} + \left( \prod_{i=1}^{k-1} s_i \right) (f_k - 1)",
    "batch norm": r"\hat{X} = \frac{X - \operatorname{E}[X]}{\sqrt{\operatorname{Var}[X] +"
    r" \varepsilon}}, \qquad y = \gamma\hat{X} + \beta",
    "recurrence": r"h_t = \tanh\left( W_{hh} h_{t-1} + W_{xh} x_t + b \right)",
    "LSTM": r"\tilde{c}_t = \tanh(W_c\,[h_{t-1}, x_t] + b_c), \; c_t = f_t \odot c_{t-1} +"
    r" i_t \odot \tilde{c}_t",
    "KL divergence": r"D_{\mathrm{KL}}(q \,\|\, p) = \int q(z) \ln\frac{q(z)}{p(z)}\,dz",
    "variational bound": r"\mathcal{L} = \mathbb{E}_{q_\phi(z \mid x)}[\ln p_\theta(x \mid z)] -"
    r" D_{\mathrm{KL}}\bigl(q_\phi(z \mid x) \,\big\|\, p(z)\bigr)",
    "norms": r"\|w\|_2^2 = \sum_j w_j^2, \quad \lVert w \rVert_1 = \sum_j \lvert w_j \rvert",
    "argmin": r"W^{*} = \operatorname*{arg\,min}_{W} \frac{1}{2n} \sum_{i=1}^{n} (y_i -"
    r" \hat{y}_i)^2",
    "underset": r"\theta^{*} = \underset{\theta}{\operatorname{argmin}}\; L(\theta)",
    "aligned": r"\begin{aligned} v_{t+1} &= \mu v_t - \eta \nabla L(\theta_t) \\"
    r" \theta_{t+1} &= \theta_t + v_{t+1} \end{aligned}",
    "long column": r"\begin{aligned} k &= 16 \cdot \frac{28}{2 \cdot 2} \cdot \frac{28}{2 \cdot 2}"
    r" \\ &= 16 \cdot 7 \cdot 7 \\ &= 784 \end{aligned}",
    "align without numbers": r"\begin{align*} a &= b \\ c &= d \end{align*}",
    "gathered": r"\begin{gathered} a = b \\ c = d + e \end{gathered}",
    "split": r"\begin{split} a &= b \\ &= c \end{split}",
    "multlined": r"\begin{multlined} a + b + c \\ + d + e \end{multlined}",
    "small matrix": r"A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    "dotted matrix": r"W = \begin{bmatrix} w_{11} & \cdots & w_{1n} \\ \vdots & \ddots & \vdots \\"
    r" w_{m1} & \cdots & w_{mn} \end{bmatrix} \in \mathbb{R}^{m \times n}",
    "large brackets": r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \\ 2 & 2 \\ 1 & -1 \\ 0 & 3 \end{pmatrix} *"
    r" \begin{bmatrix} 1 \\ 2 \\ 1 \\ 4 \end{bmatrix}",
    "bars around matrices": r"\begin{vmatrix} a & b \\ c & d \\ e & f \end{vmatrix}"
    r" \begin{Vmatrix} a \\ b \\ c \end{Vmatrix} \begin{Bmatrix} a \\ b \\ c \\ d \end{Bmatrix}",
    "every tall delimiter": r"\left\uparrow \left\Updownarrow \left\lceil \left\langle"
    r" \left\lmoustache \left\lgroup \begin{matrix} 1 \\ 2 \\ 3 \\ 4 \\ 5 \end{matrix}"
    r" \right\rgroup \right\rmoustache \right\rangle \right\rfloor \right\Downarrow \right|",
    "matrix within a line": r"\bigl(\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}\bigr)",
    "array with lines": r"\left[\begin{array}{cc|c} 1 & 2 & 3 \\ \hline 4 & 5 & 6 \end{array}"
    r" \right]",
    "array with dashes": r"\begin{array}{c:c} 1 & 2 \\ \hdashline 3 & 4 \end{array}",
    "framed array": r"\begin{array}{|c|c|} \hline x & y \\ \hline 1 & 2 \\ \hline \end{array}",
    "underbrace": r"\underbrace{W x + b}_{\text{logits}} + \overbrace{a + b + c}^{n}",
    "brackets under": r"\underbracket{a + b}_{c} + \overbracket{x + y}^{z}",
    "cancel": r"\cancel{x} + \bcancel{y} + \xcancel{z} + \cancelto{0}{ab}",
    "boxed": r"\boxed{r_1 = 5} \quad \boxed{\frac{1}{2}}",
    "color": r"\color{red}{x} + \textcolor{blue}{y} + \colorbox{yellow}{z} +"
    r" \fcolorbox{red}{white}{w}",
    "wide accents": r"\widehat{xyz} \quad \widetilde{abcd} \quad \hat{x} \quad \dot{x} \quad"
    r" \ddot{x} \quad \vec{b} \quad \bar{x}",
    "arrows over": r"\overrightarrow{ABCD} \quad \overleftrightarrow{ABCD} \quad \overline{AB}"
    r" \quad \underline{AB}",
    "stretched arrows": r"x \xrightarrow{\text{softmax}} y \xLeftrightarrow[b]{abcd} z"
    r" \xmapsto{abc} w \xrightleftharpoons{abcde} v",
    "double scripts": r"x_{i_{j_k}}^{a^{b^c}} + {}_a^b X_c^d + e^{-\frac{x^2}{2\sigma^2}}",
    "primes": r"f'(x),\ f''(x),\ \sigma'(z^{(l)})",
    "nested fractions": r"\frac{1}{1+\frac{1}{1+\frac{1}{x}}} + \dfrac{a}{b} + \tfrac{1}{2}",
    "nested roots": r"\sqrt{1+\sqrt{1+\sqrt{1+\sqrt{x}}}} + \sqrt[3]{x} +"
    r" \sqrt{\frac{1}{n}\sum_{i=1}^n \left(x_i-\bar{x}\right)^2}",
    "substack": r"\sum_{\substack{i=1 \\ i \neq j}}^{n} a_i + \sum\nolimits_i x_i +"
    r" \int\limits_0^1 f",
    "limits": r"\lim_{h \to 0} \frac{f(x+h)-f(x)}{h}, \quad \max_{a} Q(s,a), \quad"
    r" \prod_{t=1}^{T} p_t",
    "middle bar": r"P\left( \frac{A}{B} \,\middle|\, B \right)",
    "grown delimiters": r"\Big( \frac{a}{b} \Big) \bigg[ x \bigg] \Bigl\{ y \Bigr\} \Bigg|"
    r" z \Bigg|",
    "sets": r"\mathcal{D} = \{ (x_i, y_i) \}_{i=1}^{N}, \; x_i \in \mathbb{R}^{d}, \; y_i \in"
    r" \{0, 1\}",
    "relations": r"a \approx b \neq c \leq d \ll f \propto h \equiv i \sim j \mapsto k \Rightarrow"
    r" m \iff n \notin o \coloneqq p",
    "bold": r"\mathbf{x}^\top \mathbf{W} \boldsymbol{\theta} + \mathbf{1}_{\{x>0\}}",
    "words": r"\text{loss} = \texttt{nn.Linear}(784, 10) \;\; \textbf{bold} \;\; \textit{it} \;\;"
    r" \mathsf{sf}",
    "signs": r"50\% \quad \{a\} \quad x\_y \quad \# \quad \& \quad a < b > c",
    "spaces": r"x \phantom{abc} y \hspace{1em} z \, a \: b \; c \! d \quad e \rule{1em}{0.4pt} f",
}
